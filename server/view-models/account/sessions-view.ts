import type { Words } from '../words.ts';
import { deviceOf } from './device.ts';

export interface SessionsView {
  readonly said: string | null;
  readonly sessions: readonly {
    readonly id: string;
    readonly device: string;
    /** As the browser put it. */
    readonly agent: string;
    readonly began: string;
    readonly seen: string;
    readonly isThis: boolean;
    /** For those who hear buttons without their surroundings. */
    readonly end: string;
  }[];
  readonly hasOthers: boolean;
}

interface Session {
  readonly id: string;
  readonly created: string;
  readonly seen: string;
  readonly agent: string;
  readonly isThis: boolean;
}

export function sessionsView(sessions: readonly Session[], said: 'ended' | 'endedOthers' | null, words: Words): SessionsView {
  return {
    said: said === null ? null : words.t(`account.sessions.${said}`),
    sessions: sessions.map(({ id, created, seen, agent, isThis }) => {
      const device = deviceOf(agent, words);
      const when = words.moment(created);
      return {
        id,
        device,
        agent,
        began: words.t('account.sessions.began', { when }),
        seen: words.t('account.sessions.seen', { when: words.moment(seen) }),
        isThis,
        end: words.t('account.sessions.endWhich', { device, when }),
      };
    }),
    hasOthers: sessions.some(({ isThis }) => !isThis),
  };
}
