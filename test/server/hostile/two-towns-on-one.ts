import { operator } from '../../../server/domain/viewer.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { aVisitor, type StaffBrowser, signedIn } from '../../fixtures/a-staff-browser.ts';
import { ADMIN } from '../../fixtures/an-instance.ts';
import { aHouseWithDoors, type HouseWithDoors, PASSWORD } from '../account/a-house-with-doors.ts';

export type TwoTowns = Awaited<ReturnType<typeof twoTownsOnOne>>;

/** A town with people of every role, and another one beside it on the same instance whose people want to know too much. */
export async function twoTownsOnOne() {
  const town: HouseWithDoors = await aHouseWithDoors();
  const { house, url } = town;
  const added = await house.actions.addOrganisation(town.operator, { name: 'Nachbarstadt', handle: 'nachbarstadt', orgType: 'town', ags: '05970008' });
  if (!added.ok) throw new Error(`Not added: ${JSON.stringify(added.refusal)}`);
  for (const role of ['author', 'editor', 'reader'] as const) await town.person(`${role}@musterstadt.example`, role);
  await town.person('zweite@musterstadt.example', 'editor');
  for (const role of ['author', 'editor', 'reader'] as const) {
    const made = await house.actions.manageUsers.add(operator([added.value.id]), { email: `${role}@nachbarstadt.example`, role, password: PASSWORD });
    if (!made.ok) throw new Error(`Not added: ${JSON.stringify(made.refusal)}`);
  }
  const browserOf = (name: string, at = 'musterstadt') => signedIn(url, `${name}@${at}.example`, PASSWORD);
  const tokenOf = async (email: string): Promise<string> => {
    const made = await house.actions.useTokens.create(email, 'write');
    if (!made.ok) throw new Error(`No token: ${JSON.stringify(made.refusal)}`);
    return made.value;
  };
  const people = {
    visitor: aVisitor(url),
    admin: await signedIn(url, ADMIN.email, ADMIN.password),
    author: await browserOf('author'),
    editor: await browserOf('editor'),
    second: await browserOf('zweite'),
    reader: await browserOf('reader'),
    stranger: await browserOf('editor', 'nachbarstadt'),
  } as const satisfies Record<string, StaffBrowser>;
  const tokens = {
    admin: await tokenOf(ADMIN.email),
    author: await tokenOf('author@musterstadt.example'),
    editor: await tokenOf('editor@musterstadt.example'),
    second: await tokenOf('zweite@musterstadt.example'),
    stranger: await tokenOf('editor@nachbarstadt.example'),
  } as const;
  /** Calls the API; without a token as everybody. */
  const call = async (method: string, path: string, who: keyof typeof tokens | null, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(who === null ? {} : { authorization: `Bearer ${tokens[who]}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      text,
      headers: answer.headers,
      json: (answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {}) as Record<string, unknown>,
    };
  };
  return {
    town,
    url,
    people,
    call,
    neighbour: added.value.id,
    /** A project of the first town as its author began it; published by the admin unless it shall be a draft. */
    async aProject(differently: Readonly<Record<string, unknown>> = {}): Promise<{ id: string; path: string; slug: string }> {
      const { visibility = 'draft', ...rest } = differently;
      const made = await call('POST', '/api/v1/projects', 'author', aProjectInput({ ...rest, visibility: 'draft' }));
      if (made.status !== 201) throw new Error(made.text);
      const path = new URL(String(made.json['url'])).pathname;
      if (visibility !== 'draft') {
        const out = await call('PATCH', `/api/v1${path}`, 'admin', { visibility });
        if (out.status !== 200) throw new Error(out.text);
      }
      const found = await call('GET', `/api/v1${path}`, 'author');
      return { id: String(found.json['id']), path, slug: path.split('/').at(-1) ?? '' };
    },
    async settled(): Promise<void> {
      await town.acts();
    },
    /** How many mails to this address speak of each of these titles. */
    async mailsAbout(to: string, titles: readonly string[]): Promise<number[]> {
      const listed = await house.actions.listMail(town.operator);
      if (!listed.ok) throw new Error('Mails cannot be listed');
      const texts = listed.value.items.filter((mail) => mail.to === to).map(({ text }) => text ?? '');
      return titles.map((title) => texts.filter((text) => text.includes(title)).length);
    },
    close: () => town.close(),
  };
}
