import type { Mail } from '../../domain/mail.ts';
import type { Words } from '../words.ts';
import { type AdminMenu, adminMenu } from './menu.ts';

type Shown = Pick<Mail, 'id' | 'to' | 'kind' | 'subject' | 'created' | 'state' | 'attempts' | 'doneAt' | 'fault'>;

export interface MailsView {
  readonly menu: AdminMenu;
  readonly said: string | null;
  readonly sendsMail: boolean;
  readonly mails: readonly {
    readonly subject: string;
    readonly href: string;
    readonly receiver: string;
    readonly state: string;
    readonly isBad: boolean;
    readonly when: string;
  }[];
  readonly next: string | null;
  readonly isLater: boolean;
}

export interface LetterView {
  readonly menu: AdminMenu;
  readonly heading: string;
  readonly action: string;
  readonly said: string | null;
  readonly facts: readonly { readonly label: string; readonly text: string; readonly href: string | null }[];
  readonly text: string | null;
  readonly canShow: boolean;
  readonly canRetry: boolean;
  readonly canDrop: boolean;
}

interface ShownMails {
  readonly items: readonly Shown[];
  readonly next: string | null;
  readonly sendsMail: boolean;
  readonly said: string | null;
  readonly isLater: boolean;
}

export function mailsView({ items, next, sendsMail, said, isLater }: ShownMails, words: Words): MailsView {
  return {
    menu: adminMenu('mail', words),
    said,
    sendsMail,
    mails: items.map((mail) => ({
      subject: mail.subject,
      href: `/admin/mail/${mail.id}`,
      receiver: mail.to,
      state: stateOf(mail, sendsMail, words),
      isBad: isStuck(mail),
      when: words.moment(mail.created),
    })),
    next: next === null ? null : `/admin/mail?before=${encodeURIComponent(next)}`,
    isLater,
  };
}

interface ShownLetter {
  readonly mail: Shown & { readonly hasText: boolean };
  readonly sendsMail: boolean;
  readonly text: string | null;
  readonly said: string | null;
}

export function letterPageView({ mail, sendsMail, text, said }: ShownLetter, words: Words): LetterView {
  const fact = (name: string, value: string | null) => (value === null ? [] : [{ label: words.t(`admin.mail.${name}`), text: value, href: null }]);
  return {
    menu: adminMenu('mail', words),
    heading: mail.subject,
    action: `/admin/mail/${mail.id}`,
    said,
    facts: [
      ...fact('to', mail.to),
      ...fact('state', stateOf(mail, sendsMail, words)),
      ...fact('created', words.moment(mail.created)),
      ...fact('attempts', words.number(mail.attempts)),
      ...fact('done', mail.doneAt === null ? null : words.moment(mail.doneAt)),
      ...fact('fault', mail.fault),
    ],
    text,
    canShow: mail.hasText && text === null,
    canRetry: mail.hasText && isStuck(mail),
    canDrop: mail.state === 'waiting' || (isStuck(mail) && mail.hasText),
  };
}

function isStuck({ state }: Pick<Mail, 'state'>): boolean {
  return state === 'refused' || state === 'given-up';
}

function stateOf({ state }: Pick<Mail, 'state'>, sendsMail: boolean, words: Words): string {
  return words.t(state === 'waiting' && !sendsMail ? 'admin.mail.states.kept' : `admin.mail.states.${state}`);
}
