import { isTombstone, type KnowledgeRecord } from '../domain/record.ts';
import type { BaseStore } from '../ports/base-store.ts';
import { AUDIT } from './audit-store.ts';
import type { Collection, Collections, Shape } from './collection.ts';
import { FILES } from './file-store.ts';
import { CHANGES, VERSIONS } from './history-stores.ts';
import { INSTANCE } from './instance-store.ts';
import { SHELF } from './journalled.ts';
import { KEPT_FORMS } from './kept-form-store.ts';
import { LINKS } from './link-store.ts';
import { ORGANISATIONS } from './organisation-store.ts';
import { RECORDS } from './record-shape.ts';
import { REPORTS } from './report-store.ts';
import { USERS } from './user-stores.ts';

type Document = { readonly id: string };
type Renew = Parameters<BaseStore['rewrite']>[2];

/** A document on its way from one id to another, so that a crash between taking out and putting in loses nothing. */
interface Moving {
  readonly id: string;
  readonly collection: string;
  readonly document: Document;
}

const MOVING: Shape<Moving> = { name: 'moving', schema: 1, indexes: [] };
/** All that names records and organisations by their addresses; a mail that waits is sealed and keeps those it was written with. */
const MOVED: readonly Shape<Document>[] = [RECORDS, ORGANISATIONS, USERS, LINKS, VERSIONS, CHANGES, SHELF, INSTANCE, FILES, REPORTS, AUDIT, KEPT_FORMS].map(
  (shape) => shape as unknown as Shape<Document>,
);
const AT_ONCE = 100;

/** The move to another base address, document by document. */
export async function openBaseStore(collections: Collections): Promise<BaseStore> {
  const moving = await collections.open(MOVING);
  const all = new Map(await Promise.all(MOVED.map(async (shape) => [shape.name, await collections.open(shape)] as const)));

  const settle = async ({ id, collection, document }: Moving): Promise<void> => {
    const home = all.get(collection);
    if (home === undefined) return;
    await home.delete(id);
    await home.change(document.id, () => document);
    await moving.delete(id);
  };

  const move = async (name: string, home: Collection<Document>, before: Document, after: Document): Promise<void> => {
    if (after.id === before.id) return void (await home.change(before.id, () => after));
    const step = { id: before.id, collection: name, document: after };
    await moving.change(step.id, () => step);
    await settle(step);
  };

  return {
    async rewrite(from, to, renew, onProgress) {
      for (const left of await moving.find({}, { limit: 10_000 })) await settle(left);
      let changed = 0;
      for (const [name, home] of all) {
        for (let after = ''; ; ) {
          const page = await home.find({ id: { gt: after } }, { sort: [['id', 1]], limit: AT_ONCE });
          const moves = page.flatMap((before) => {
            const next = rewritten(before, from, to, renew);
            return next === null ? [] : [{ before, next }];
          });
          await Promise.all(moves.map(({ before, next }) => move(name, home, before, next)));
          changed += moves.length;
          onProgress(changed);
          after = page.at(-1)?.id ?? after;
          if (page.length < AT_ONCE) break;
        }
      }
      return changed;
    },
  };
}

/** The document with its addresses below the new base; null when it holds none of the old. */
function rewritten(before: Document, from: string, to: string, renew: Renew): Document | null {
  const text = JSON.stringify(before);
  const paths = ['records', 'organisations', 'files'].map((path) => [inJson(`${from}/${path}/`), inJson(`${to}/${path}/`)] as const);
  const moved = paths.reduce((all, [old, fresh]) => all.replaceAll(old, fresh), text);
  if (moved === text) return null;
  const after = JSON.parse(moved) as Document;
  const was = stateIn(before);
  const is = stateIn(after);
  return was === null || is === null ? after : ({ ...after, state: renew(was, is) } as Document);
}

function inJson(address: string): string {
  return JSON.stringify(address).slice(1, -1);
}

function stateIn(document: Document): KnowledgeRecord | null {
  if (!('state' in document) || !('importAddress' in document)) return null;
  const state = document.state as KnowledgeRecord;
  return isTombstone(state) ? null : state;
}
