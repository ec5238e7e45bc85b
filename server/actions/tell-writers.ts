import type { Addresses } from '../domain/addresses.ts';
import type { Happening, HappeningKind } from '../domain/happening.ts';
import { isTombstone, type KnowledgeRecord, mayPublish } from '../domain/record.ts';
import { titleOf } from '../domain/title.ts';
import { actingAs, nameOf, type User } from '../domain/user.ts';
import { edited, lastWritten } from '../domain/working-copy.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { UserStore } from '../ports/user-store.ts';
import type { QueueMail } from './queue-mail.ts';

interface Needs {
  records: Pick<RecordStore, 'find'>;
  users: Pick<UserStore, 'find' | 'all'>;
  addresses: Addresses;
  queueMail: QueueMail;
}

export const TOLD_TO_WRITERS: readonly HappeningKind[] = ['record-reviewed', 'record-saved', 'record-published', 'record-updated'];

export type TellWriters = ReturnType<typeof tellWriters>;

/**
 * Writes to those who may publish that something waits for them, and to whoever wrote it that it came back or went out. Follows the journal;
 * heard twice, it writes once. What has moved on meanwhile is not written about.
 */
export function tellWriters({ records, users, addresses, queueMail }: Needs) {
  const active = async (id: string): Promise<User | null> => {
    const user = await users.find(id);
    return user === undefined || user.disabled !== null ? null : user;
  };
  const whoDid = async (id: string): Promise<string> => {
    const user = await users.find(id);
    return user === undefined ? 'Leuchtnetz' : nameOf(user);
  };

  const tellOfReview = async (record: KnowledgeRecord, { at, by }: Happening): Promise<void> => {
    const { review } = record;
    // Each step is told by what happened when it was taken; comments and further saves change no step.
    if (review === null || review.at !== at) return;
    const page = addresses.page(record.type, record.slug);
    const common = { title: titleOf(edited(record)) || record.slug, href: `${page}/edit`, by: await whoDid(by) } as const;
    if (review.state === 'submitted') {
      const able = (await users.all()).filter((user) => user.disabled === null && user.id !== by && mayPublish(actingAs(user), record.publisher));
      const editors = able.filter(({ role }) => role === 'editor');
      for (const { id, email, language } of editors.length > 0 ? editors : able)
        await queueMail({ ...common, kind: 'submitted', to: email, language }, `submitted ${record.id} ${at} ${id}`);
    }
    if (review.state === 'returned') {
      const writer = await active(lastWritten(record).by === by ? record.createdBy : lastWritten(record).by);
      const comment = review.comments.findLast((said) => said.at === at)?.text ?? null;
      if (writer === null || writer.id === by) return;
      await queueMail({ ...common, kind: 'returned', comment, to: writer.email, language: writer.language }, `returned ${record.id} ${at}`);
    }
  };

  const tellOfPublication = async (record: KnowledgeRecord, { at, by }: Happening): Promise<void> => {
    const writer = record.savedBy === by || record.visibility === 'draft' ? null : await active(record.savedBy);
    if (writer === null) return;
    const href = addresses.page(record.type, record.slug);
    const letter = { kind: 'published', title: titleOf(edited(record)) || record.slug, href, by: await whoDid(by), comment: null } as const;
    await queueMail({ ...letter, to: writer.email, language: writer.language }, `published ${record.id} ${at}`);
  };

  return async (happenings: readonly Happening[]): Promise<void> => {
    for (const happening of happenings) {
      const isOut = happening.kind === 'record-published' || happening.kind === 'record-updated';
      const { version } = happening;
      // Most of what happens concerns nobody else; an import of thousands must not read each record once more.
      if (version !== null && 'content' in version && (isOut ? version.savedBy === happening.by : version.review === null)) continue;
      const record = await records.find(happening.subject);
      if (record === undefined || isTombstone(record)) continue;
      await (isOut ? tellOfPublication(record, happening) : tellOfReview(record, happening));
    }
  };
}
