import type { Words } from '../view-models/words.ts';
import type { Screen } from './command.ts';

export interface Progress {
  show(done: number, total: number): void;
  end(): void;
}

const WIDTH = 30;
const REDRAW_MS = 80;
// Without a terminal, short work says nothing and long work a line every tenth.
const LONG = 2_000;

/** How far something got: a bar on a terminal, plain lines elsewhere. Goes to standard error, so that results stay clean. */
export function createProgress(screen: Screen, words: Words, what: string, now: () => number): Progress {
  return screen.isTTY === true ? bar(screen, words, what, now) : lines(screen, words, what);
}

function bar(screen: Screen, words: Words, what: string, now: () => number): Progress {
  let drawn = Number.NEGATIVE_INFINITY;
  let isDrawn = false;
  return {
    show(done, total) {
      if (now() - drawn < REDRAW_MS && done < total) return;
      drawn = now();
      isDrawn = true;
      const filled = total === 0 ? WIDTH : Math.round((Math.min(done, total) / total) * WIDTH);
      const line = `${what} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${words.number(done)}/${words.number(total)}`;
      screen.write(`\r${line.slice(0, (screen.columns || 80) - 1)}\u001b[K`);
    },
    end() {
      if (isDrawn) screen.write('\r\u001b[K');
      isDrawn = false;
    },
  };
}

function lines(screen: Screen, words: Words, what: string): Progress {
  let told = 0;
  return {
    show(done, total) {
      const tenth = total === 0 ? 10 : Math.floor((done / total) * 10);
      if (total < LONG || tenth <= told) return;
      told = tenth;
      screen.write(`${what} ${words.number(done)}/${words.number(total)}\n`);
    },
    end() {},
  };
}
