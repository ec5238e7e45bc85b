import type { WrittenLetter } from '../domain/mail.ts';

/** One message to one address. */
export interface Message extends WrittenLetter {
  /** Stays the same when it is sent again, so that the receiver can see that it is the same. */
  readonly id: string;
  readonly to: string;
}

export type Delivery =
  | { readonly kind: 'accepted' }
  /** For good; `isMailbox` when it is the mailbox that is not there, rather than this message. */
  | { readonly kind: 'refused'; readonly reason: string; readonly isMailbox: boolean }
  /** Not now; `isServer` when no mail would get through now. */
  | { readonly kind: 'later'; readonly reason: string; readonly isServer: boolean };

export interface Mailer {
  /** Hands the message over, or says why not; never throws for what a mail server says or does. Aborted by `giveUp`, it is `later`. */
  deliver(message: Message, giveUp?: AbortSignal): Promise<Delivery>;
}
