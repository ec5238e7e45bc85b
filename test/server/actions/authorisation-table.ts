import type { Result } from '../../../server/domain/result.ts';
import { newUser } from '../../../server/domain/user.ts';
import { userOf, type Viewer } from '../../../server/domain/viewer.ts';
import { aDesk, type Desk, value } from './a-desk.ts';

export const WHO = ['visitor', 'stranger', 'reader', 'colleague', 'author', 'editor', 'admin', 'readToken'] as const;

// + done, S not signed in, 0 as if it were not there, - not allowed, i something typed is wrong, o no longer (or not yet) so.
const MEANS: Readonly<Record<string, string>> = { '+': 'ok', S: 'not-signed-in', '0': 'not-found', '-': 'not-allowed', i: 'invalid', o: 'outdated' };

/** What a written line of signs says of each viewer. */
export function meant(rule: string): Readonly<Record<string, string | undefined>> {
  const signs = rule.split(' ');
  return Object.fromEntries(WHO.map((who, n) => [who, MEANS[signs[n] ?? '']]));
}

/** What is there to be touched, each of one owner. */
export interface Things {
  readonly n: number;
  readonly owner: string;
  readonly email: string;
  readonly token: string;
  readonly session: string;
  readonly search: string;
  readonly form: string;
  readonly invitation: string;
  readonly mail: string;
  readonly report: string;
}

/** One action, done by every viewer to what belongs to somebody new, to the author, or to themselves. */
export interface PersonRow {
  readonly name: string;
  readonly note?: string;
  readonly of: 'somebody' | 'author' | 'self';
  readonly rule: string;
  readonly act: (desk: Desk, viewer: Viewer, things: Things) => Promise<Result<unknown>>;
}

/** For what answers with nothing instead of a refusal. */
export function there(is: boolean): Result<null> {
  return is ? { ok: true, value: null } : { ok: false, refusal: { kind: 'not-found' } };
}

export const PASSWORD = 'Ein Licht im Netz 8';
const LATER = '2999-01-01T00:00:00.000Z';

/** The desk, with an account behind each of its people, and things that belong to them. */
export async function aPeopledDesk() {
  const desk = await aDesk();
  const { stores, secrets } = desk.house;
  const passwordHash = await secrets.hashPassword(PASSWORD);
  const created = new Date().toISOString();
  const emailOf = (id: string): string => `${id}@musterstadt.example`;
  const account = (id: string, viewer: Viewer) =>
    viewer.kind === 'staff' ? stores.users.add(newUser({ ...viewer, id, email: emailOf(`${id}-am-tisch`), passwordHash, created }), []) : null;
  for (const who of WHO) if (who !== 'readToken') await account(who, desk.people[who]);
  const count = { n: 0 };

  const things = async (of: PersonRow['of'], viewer: Viewer): Promise<Things> => {
    count.n += 1;
    const { n } = count;
    const owner = of === 'somebody' ? `somebody-${n}` : of === 'author' ? 'author' : userOf(viewer);
    if (of === 'somebody') await account(owner, desk.people.reader);
    const [email, at] = [emailOf(`${owner}-am-tisch`), new Date().toISOString()];
    const [token, session, form] = [secrets.hashToken(`token ${n}`), secrets.hashToken(`session ${n}`), `/form/${n}`];
    await stores.tokens.add({ id: token, user: owner, scope: 'read', label: 'Karte', created: at });
    await stores.sessions.put({ id: session, user: owner, created: at, seen: at, expires: LATER, agent: 'Netscape', data: '{}' });
    await stores.savedSearches.add({ id: `search${n}`, user: owner, name: 'Licht', query: `q=${n}`, created: at, lookedAt: at });
    await stores.keptForms.keep({ user: owner, path: form, body: { title: ['Getippt'] }, at }, 100);
    const invited = value(
      await desk.actions.invitePeople.invite(desk.people.admin, { email: emailOf(`gast${n}`), role: 'reader', organisations: [desk.home], language: 'de' }),
    );
    const [mail] = await stores.mails.to(emailOf(`gast${n}`));
    await stores.mails.change(mail?.id ?? '', (before) => ({ ...before, state: 'refused' }));
    const report = `2026-TEST-${n}`;
    const said = { reason: 'wrong', explanation: 'Das stimmt so nicht.', address: 'https://anderswo.example/', record: null } as const;
    await stores.reports.add({ ...said, id: report, at, reporter: null, decision: null });
    return { n, owner, email, token, session, search: `search${n}`, form, invitation: invited.id, mail: mail?.id ?? '', report };
  };

  /** All that an action refused must leave alone. */
  const state = async ({ owner }: Things): Promise<string> =>
    JSON.stringify(
      await Promise.all([
        stores.users.all(),
        stores.organisations.all(),
        stores.settings.find(),
        stores.texts.all(),
        stores.links.open('invitation', new Date().toISOString()),
        stores.mails.page(null, 2_000),
        stores.reports.page('open', 0, 2_000),
        stores.savedSearches.ofUser(owner),
        stores.sessions.of(owner),
        stores.tokens.of(owner),
        stores.keptForms.ofUser(owner),
      ]),
    );

  /** So that nobody's lists fill up, and everybody has their password again. */
  const tidy = async ({ owner }: Things): Promise<void> => {
    for (const { id } of await stores.tokens.of(owner)) await stores.tokens.remove(id);
    await stores.sessions.endAll(owner, null);
    await stores.savedSearches.forgetUser(owner);
    await stores.keptForms.forgetUser(owner);
    await stores.users.change(owner, (before) => ({ ...before, passwordHash, secondFactor: null }), []);
  };
  return { desk, things, state, tidy };
}
