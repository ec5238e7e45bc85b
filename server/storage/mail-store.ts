import type { Mail } from '../domain/mail.ts';
import type { MailStore, RefusedMailbox } from '../ports/mail-store.ts';
import { type Collections, Duplicate, type Shape } from './collection.ts';

type Refusal = RefusedMailbox & { readonly id: string };

const MAILS: Shape<Mail> = {
  name: 'mails',
  schema: 1,
  indexes: [{ fields: ['key'], unique: true }, { fields: ['dueAt'] }, { fields: ['created'] }, { fields: ['to'] }, { fields: ['state', 'created'] }],
};
const REFUSALS: Shape<Refusal> = { name: 'refused-mailboxes', schema: 1, indexes: [] };
const AT_ONCE = 100;
const MOST = 10_000;

/** The queue of mails and what is known of mailboxes. */
export async function openMailStore(collections: Collections): Promise<MailStore> {
  const mails = await collections.open(MAILS);
  const refusals = await collections.open(REFUSALS);
  return {
    async add(mail) {
      try {
        await mails.insert(mail);
        return true;
      } catch (err) {
        if (err instanceof Duplicate) return false;
        throw err;
      }
    },
    due: (now, limit) => mails.find({ dueAt: { gt: '', lte: now } }, { sort: [['dueAt', 1]], limit }),
    async change(id, next) {
      await mails.change(id, (before) => (before === undefined ? null : next(before)));
    },
    page: (before, limit) => mails.find(before === null ? {} : { id: { lt: before } }, { sort: [['id', -1]], limit }),
    count: (state, before) => mails.count(before === undefined ? { state } : { state, created: { lt: before } }),
    to: (mailbox) => mails.find({ to: mailbox }, { sort: [['id', -1]], limit: MOST }),
    async removeBefore(instant) {
      for (let removed = 0; ; ) {
        const old = await mails.find({ created: { lt: instant } }, { limit: AT_ONCE });
        for (const { id } of old) await mails.delete(id);
        removed += old.length;
        if (old.length < AT_ONCE) return removed;
      }
    },
    async forget(mailbox) {
      for (const { id } of await mails.find({ to: mailbox }, { limit: MOST })) await mails.delete(id);
      await refusals.delete(mailbox);
    },
    async noteRefusal(refusal) {
      await refusals.change(refusal.mailbox, () => ({ id: refusal.mailbox, ...refusal }));
    },
    noteSuccess: (mailbox) => refusals.delete(mailbox),
    async refusals(mailboxes) {
      const found = await refusals.getMany([...new Set(mailboxes)]);
      return found.map(({ id: _id, ...refusal }) => refusal);
    },
  };
}
