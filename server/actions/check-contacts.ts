import { type ContactTrouble, contactMailbox, contactTroubleOf } from '../domain/contact.ts';
import type { KnowledgeRecord } from '../domain/record.ts';
import type { MailStore } from '../ports/mail-store.ts';

export type CheckContacts = ReturnType<typeof checkContacts>;

/** What is wrong with the contacts of these records, by their ids, as far as anything is; for staff, who can mend it. */
export function checkContacts({ mails }: { mails: Pick<MailStore, 'refusals'> }) {
  const all = async (records: readonly KnowledgeRecord[]): Promise<ReadonlyMap<string, ContactTrouble>> => {
    const mailboxes = records.flatMap((record) => contactMailbox(record) ?? []);
    const refusals = mailboxes.length === 0 ? [] : await mails.refusals(mailboxes);
    const refused = new Set(refusals.map(({ mailbox }) => mailbox));
    return new Map(
      records.flatMap((record) => {
        const trouble = contactTroubleOf(record, (mailbox) => refused.has(mailbox));
        return trouble === null ? [] : [[record.id, trouble]];
      }),
    );
  };
  const contactTrouble = async (record: KnowledgeRecord): Promise<ContactTrouble | null> => (await all([record])).get(record.id) ?? null;
  return { all, contactTrouble };
}
