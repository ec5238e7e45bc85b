/** What a mail says, by its kind; `href` and `link` are absolute. The words come from views/locales/<language>/mail.json. */
export type Letter =
  | { readonly kind: 'invitation'; readonly link: string; readonly by: string; readonly organisation: string; readonly until: string }
  | { readonly kind: 'password-reset'; readonly link: string; readonly until: string }
  /** Told to the owner, who may not be the one who did it. */
  | { readonly kind: 'password-changed'; readonly link: string; readonly at: string }
  | { readonly kind: 'reminder'; readonly records: readonly RemindedRecord[]; readonly count: number; readonly link: string }
  | { readonly kind: 'submitted'; readonly title: string; readonly href: string; readonly by: string }
  | { readonly kind: 'returned' | 'published'; readonly title: string; readonly href: string; readonly by: string; readonly comment: string | null }
  /** Articles 16 and 17 of the Digital Services Act: the caller says what was reported or decided, paragraph by paragraph. */
  | {
      readonly kind: 'report-receipt' | 'report-arrived' | 'report-decision';
      readonly number: string;
      readonly paragraphs: readonly string[];
      readonly href: string | null;
    };

export type LetterKind = Letter['kind'];

export interface RemindedRecord {
  readonly title: string;
  readonly href: string;
  /** When somebody last said that it is true; null when nobody ever did. */
  readonly since: string | null;
}

export const MAIL_LANGUAGES = ['de', 'en'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** A letter in words: one line, plain text, and the same as simple HTML. */
export interface WrittenLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export type MailState = 'waiting' | 'sent' | 'refused' | 'given-up';

/** A letter on its way. */
export interface Mail {
  readonly id: string;
  /** Under a key a letter is queued once; null where every one counts. */
  readonly key: string | null;
  /** One address, in small letters. */
  readonly to: string;
  readonly kind: LetterKind;
  readonly language: MailLanguage;
  readonly subject: string;
  /** Text and HTML, sealed, for a link in it can open an account; null once nobody needs it any more. */
  readonly body: string | null;
  readonly created: string;
  readonly state: MailState;
  readonly attempts: number;
  /** When it is to be tried next; null when it is not. */
  readonly dueAt: string | null;
  readonly doneAt: string | null;
  /** What the mail server said when it last went wrong. */
  readonly fault: string | null;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BACK_OFF = [1, 5, 30, 2 * 60, 12 * 60].map((minutes) => minutes * MINUTE);
const GIVEN_UP_AFTER = 3 * DAY;
const KEPT_FOR = 30 * DAY;
// Whoever reads them later must not find a way in.
const WITH_ONE_TIME_LINK: ReadonlySet<LetterKind> = new Set(['invitation', 'password-reset']);

/** Taken in hand, written down before it is handed over: should the process die now, it is tried again later, not for ever at once. */
export function tried(mail: Mail, now: Date): Mail {
  const attempts = mail.attempts + 1;
  const wait = BACK_OFF[Math.min(attempts, BACK_OFF.length) - 1] ?? DAY;
  return { ...mail, attempts, dueAt: new Date(now.getTime() + wait).toISOString() };
}

export function isOverdue(mail: Mail, now: Date): boolean {
  return now.getTime() - Date.parse(mail.created) >= GIVEN_UP_AFTER;
}

/** What went wrong is tried again until it is too old. */
export function failed(mail: Mail, fault: string, now: Date): Mail {
  return isOverdue(mail, now) ? { ...mail, state: 'given-up', dueAt: null, doneAt: now.toISOString(), fault } : { ...mail, fault };
}

export function refused(mail: Mail, fault: string, now: Date): Mail {
  return { ...mail, state: 'refused', dueAt: null, doneAt: now.toISOString(), fault };
}

export function sent(mail: Mail, now: Date): Mail {
  const body = WITH_ONE_TIME_LINK.has(mail.kind) ? null : mail.body;
  return { ...mail, state: 'sent', dueAt: null, doneAt: now.toISOString(), fault: null, body };
}

/** Mails made before this instant are no longer kept. */
export function keptSince(now: Date): string {
  return new Date(now.getTime() - KEPT_FOR).toISOString();
}
