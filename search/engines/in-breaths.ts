import { setImmediate as breath } from 'node:timers/promises';
import { LOOKED_THROUGH } from '../language/highlight.ts';

/** Some 10 to 25 ms of marking; about a page of usual records. */
const AT_ONCE = 20_000;

/** Does the work for each item in order; after so many characters others get their turn. */
export async function inBreaths<Item, Done>(items: readonly Item[], length: (item: Item) => number, work: (item: Item) => Done): Promise<Done[]> {
  const done: Done[] = [];
  let since = 0;
  for (const item of items) {
    if (since > AT_ONCE) {
      await breath();
      since = 0;
    }
    done.push(work(item));
    since += length(item);
  }
  return done;
}

/** How many characters marking a record looks at. */
export function markedLength({ title, summary, body }: { readonly title: string; readonly summary: string; readonly body: string }): number {
  return [title, summary, body].reduce((sum, text) => sum + Math.min(text.length, LOOKED_THROUGH), 0);
}
