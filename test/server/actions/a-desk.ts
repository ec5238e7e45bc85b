import type { KnowledgeRecord } from '../../../server/domain/record.ts';
import type { Result } from '../../../server/domain/result.ts';
import { type Role, VISITOR, type Viewer } from '../../../server/domain/viewer.ts';
import { aHouse } from '../../fixtures/a-house.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';

export type Desk = Awaited<ReturnType<typeof aDesk>>;

/** An organisation with people of every role at work, and another one beside it; stores on disk, no server. */
export async function aDesk() {
  const open = await aHouse();
  const { house, operator } = open;
  const home = operator.kind === 'staff' ? (operator.organisations[0] ?? '') : '';
  const abroad = house.addresses.organisation('nachbarstadt');
  const founder = await house.stores.organisations.find(home);
  if (founder === undefined) throw new Error('Not set up');
  await house.stores.organisations.add({ ...founder, id: abroad, handle: 'nachbarstadt' }, []);
  const person = (user: string, role: Role, organisation = home, mayWrite = true): Viewer => ({
    kind: 'staff',
    user,
    role,
    organisations: [organisation],
    mayWrite,
  });
  const people = {
    visitor: VISITOR,
    stranger: person('stranger', 'admin', abroad),
    reader: person('reader', 'reader'),
    colleague: person('colleague', 'author'),
    author: person('author', 'author'),
    editor: person('editor', 'editor'),
    admin: person('admin', 'admin'),
    readToken: person('admin', 'admin', home, false),
  } as const;
  const { actions } = house;

  /** A project that the author began and the admin has published, unless it shall be a draft. */
  const aRecord = async (visibility: KnowledgeRecord['visibility'], differently: Readonly<Record<string, unknown>> = {}): Promise<KnowledgeRecord> => {
    const draft = value(await actions.createRecord(people.author, 'project', null, aProjectInput({ ...differently, visibility: 'draft' })));
    return visibility === 'draft' ? draft : value(await actions.publishRecord(people.admin, draft.id, visibility, null));
  };

  return {
    ...open,
    home,
    abroad,
    people,
    actions,
    aRecord,
    async present(id: string): Promise<KnowledgeRecord> {
      const found = await house.stores.records.find(id);
      if (found === undefined || 'deleted' in found) throw new Error(`Not here: ${id}`);
      return found;
    },
    /** Keeps the versions, as the relay does. */
    async carried(): Promise<void> {
      for (;;) {
        const waiting = await house.journal.waiting(500);
        if (waiting.length === 0) return;
        await house.history.keepVersions(waiting.map(({ happening }) => happening));
        await house.journal.tickOff(waiting.map(({ ticket }) => ticket));
      }
    },
    async fourEyes(isFourEyes: boolean): Promise<void> {
      await house.stores.settings.change((before) => ({ ...before, isFourEyes }), []);
    },
  };
}

/** What an action gave; a refusal is a failure of the test. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** The kind of a refusal, or `ok`. */
export function outcome(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.refusal.kind;
}
