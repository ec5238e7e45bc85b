import type { Happening } from '../domain/happening.ts';
import { type Journal, KEEPS_VERSIONS, type Waiting } from '../ports/journal.ts';
import type { Collection, Shape } from './collection.ts';

interface Pending {
  readonly ticket: string;
  readonly happening: Happening;
  readonly attempts: number;
  readonly heardBy: readonly string[];
}

/** What a document carries so that its happenings lie in the same write: one document is what any engine writes whole. */
export interface Journalled {
  readonly id: string;
  readonly pending: readonly Pending[];
  /** The instant of the oldest; null when nobody waits. */
  readonly waitingSince: string | null;
  /** Counts the happenings of this document, so that every ticket is new. */
  readonly happenings: number;
}

export const WAITING_INDEX = { fields: ['waitingSince'] } as const;

/** The journal's part of a document after something happened to it. */
export function noted(before: Journalled | undefined, happened: readonly Happening[]): Omit<Journalled, 'id'> {
  const count = before?.happenings ?? 0;
  const fresh = happened.map((happening, n) => ({ ticket: `${count + n}`, happening, attempts: 0, heardBy: [] }));
  const pending = [...(before?.pending ?? []), ...fresh];
  return { pending, waitingSince: sinceOf(pending), happenings: count + happened.length };
}

function sinceOf(pending: readonly Pending[]): string | null {
  return pending[0]?.happening.at ?? null;
}

export interface Shelved {
  readonly id: string;
  readonly happening: Happening;
  readonly reason: string;
}

export const SHELF: Shape<Shelved> = { name: 'shelf', schema: 1, indexes: [] };

/** One journal over several collections; a ticket names its collection, its document and its number there. */
export function createJournal(collections: Readonly<Record<string, Collection<Journalled>>>, shelf: Collection<Shelved>): Journal {
  const edit = async (ticket: string, next: (pending: readonly Pending[], number: string) => readonly Pending[]): Promise<void> => {
    const { name, id, number } = parsed(ticket);
    await collections[name]?.change(id, (before) => {
      if (before === undefined) return null;
      const pending = next(before.pending, number);
      return { ...before, pending, waitingSince: sinceOf(pending) };
    });
  };
  const without = (ticket: string): Promise<void> => edit(ticket, (pending, number) => pending.filter((entry) => entry.ticket !== number));

  return {
    async waiting(limit) {
      const found = await Promise.all(
        Object.entries(collections).map(async ([name, collection]) => {
          const documents = await collection.find({ waitingSince: { gt: '' } }, { sort: [['waitingSince', 1]], limit });
          return documents.flatMap(({ id, pending }) => pending.map((entry): Waiting => ({ ...entry, ticket: `${name}|${entry.ticket}|${id}` })));
        }),
      );
      return found
        .flat()
        .sort((a, b) => (a.happening.at < b.happening.at ? -1 : a.happening.at > b.happening.at ? 1 : 0))
        .slice(0, limit);
    },
    async tickOff(tickets) {
      await Promise.all(tickets.map(without));
    },
    async heard(tickets, listeners) {
      await Promise.all(
        tickets.map((ticket) => edit(ticket, (pending, number) => pending.map((entry) => (entry.ticket === number ? heardToo(entry, listeners) : entry)))),
      );
    },
    putBack: (ticket) =>
      edit(ticket, (pending, number) => pending.map((entry) => (entry.ticket === number ? { ...entry, attempts: entry.attempts + 1 } : entry))),
    async shelve(ticket, reason) {
      const { name, id, number } = parsed(ticket);
      const happening = (await collections[name]?.get(id))?.pending.find((entry) => entry.ticket === number)?.happening;
      if (happening !== undefined) await shelf.change(ticket, () => ({ id: ticket, happening, reason }));
      await without(ticket);
    },
    async counts() {
      const waiting = await Promise.all(Object.values(collections).map((collection) => collection.count({ waitingSince: { gt: '' } })));
      return { waiting: waiting.reduce((sum, count) => sum + count, 0), shelved: await shelf.count({}) };
    },
  };
}

/** Once the history has the version, the document need not carry it along: an outage of the index must not make documents grow by whole copies. */
function heardToo(entry: Pending, listeners: readonly string[]): Pending {
  const heardBy = [...new Set([...entry.heardBy, ...listeners])];
  return { ...entry, heardBy, happening: heardBy.includes(KEEPS_VERSIONS) ? { ...entry.happening, version: null } : entry.happening };
}

function parsed(ticket: string): { name: string; number: string; id: string } {
  const [name = '', number = '', ...id] = ticket.split('|');
  return { name, number, id: id.join('|') };
}
