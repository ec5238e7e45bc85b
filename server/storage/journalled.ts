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
  /** One write per document, however many of its happenings are meant: each for itself they would stand in each other's way. */
  const edit = async (tickets: readonly string[], next: (entry: Pending) => Pending | null): Promise<void> => {
    const meant = new Map<string, { name: string; id: string; numbers: Set<string> }>();
    for (const { name, id, number } of tickets.map(parsed)) {
      const document = meant.get(`${name}|${id}`) ?? { name, id, numbers: new Set() };
      meant.set(`${name}|${id}`, document);
      document.numbers.add(number);
    }
    await Promise.all(
      [...meant.values()].map(({ name, id, numbers }) =>
        collections[name]?.change(id, (before) => {
          if (before === undefined) return null;
          const pending = before.pending.flatMap((entry) => (numbers.has(entry.ticket) ? (next(entry) ?? []) : [entry]));
          return { ...before, pending, waitingSince: sinceOf(pending) };
        }),
      ),
    );
  };

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
    tickOff: (tickets) => edit(tickets, () => null),
    heard: (tickets, listeners) => edit(tickets, (entry) => heardToo(entry, listeners)),
    putBack: (ticket) => edit([ticket], (entry) => ({ ...entry, attempts: entry.attempts + 1 })),
    async shelve(ticket, reason) {
      const { name, id, number } = parsed(ticket);
      const happening = (await collections[name]?.get(id))?.pending.find((entry) => entry.ticket === number)?.happening;
      if (happening !== undefined) await shelf.change(ticket, () => ({ id: ticket, happening, reason }));
      await edit([ticket], () => null);
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
