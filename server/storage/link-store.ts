import type { OneTimeLink } from '../domain/one-time-link.ts';
import type { LinkStore } from '../ports/link-store.ts';
import type { Collection, Collections, Shape } from './collection.ts';
import { type Journalled, noted, WAITING_INDEX } from './journalled.ts';

type Kept = Journalled & { readonly link: OneTimeLink };

export const LINKS: Shape<Kept> = {
  name: 'links',
  schema: 1,
  indexes: [{ fields: ['link.email'] }, { fields: ['link.errand.kind', 'link.created'] }, { fields: ['link.until'] }, WAITING_INDEX],
};

const MOST = 1_000;

/** One-time links; that somebody was invited lies in the link's own document. */
export async function openLinkStore(collections: Collections, onHappened: () => void): Promise<{ links: LinkStore; journalled: Collection<Journalled> }> {
  const kept = await collections.open(LINKS);
  const close: LinkStore['close'] = async (id, now, happened = []) => {
    await kept.change(id, (before) =>
      before === undefined || before.link.closed !== null ? null : { ...before, link: { ...before.link, closed: now }, ...noted(before, happened) },
    );
    if (happened.length > 0) onHappened();
  };
  const removeCarried = async (found: readonly Kept[]): Promise<void> => {
    for (const { id, waitingSince } of found) if (waitingSince === null) await kept.delete(id);
  };
  const links: LinkStore = {
    find: async (id) => (await kept.get(id))?.link,
    async add(link, happened) {
      // The older ones first: should the process die in between, none works, which harms nobody.
      for (const { link: older } of await kept.find({ 'link.email': link.email }, { limit: MOST }))
        if (older.errand.kind === link.errand.kind) await close(older.id, link.created);
      await kept.insert({ id: link.id, link, ...noted(undefined, happened) });
      if (happened.length > 0) onHappened();
    },
    close,
    async open(kind, now) {
      const found = await kept.find({ 'link.errand.kind': kind }, { sort: [['link.created', -1]], limit: MOST });
      return found.map(({ link }) => link).filter(({ closed, until }) => closed === null && until > now);
    },
    async forget(email) {
      await removeCarried(await kept.find({ 'link.email': email }, { limit: MOST }));
    },
    async sweep(now) {
      await removeCarried(await kept.find({ 'link.until': { lt: now } }, { limit: MOST }));
    },
  };
  return { links, journalled: kept as unknown as Collection<Journalled> };
}
