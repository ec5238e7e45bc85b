import type { KnowledgeRecord } from './record.ts';

/** What is wrong with whom a record says to call: nobody is named, or the mailbox named does not take mail. */
export type ContactTrouble = 'empty' | 'refused';

/** The mailbox a record names, in small letters; null where it names none or has no such field. */
export function contactMailbox(record: KnowledgeRecord): string | null {
  return record.type === 'project' ? (record.content.contact.mailbox?.toLowerCase() ?? null) : null;
}

/** Asks only records that are out and that the town itself answers for; a draft says elsewhere what it still lacks. */
export function contactTroubleOf(record: KnowledgeRecord, isRefused: (mailbox: string) => boolean): ContactTrouble | null {
  if (record.type !== 'project' || record.visibility === 'draft') return null;
  const mailbox = contactMailbox(record);
  if (mailbox === null) return record.values.origin === 'own' ? 'empty' : null;
  return isRefused(mailbox) ? 'refused' : null;
}
