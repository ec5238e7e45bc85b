import type { House } from '../compose.ts';
import type { Config } from '../config.ts';
import type { Words } from '../view-models/words.ts';
import type { Progress } from './progress.ts';

/** Where a command reads and writes; a process has all of it. */
export interface Io {
  readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };
  readonly stdout: Screen;
  readonly stderr: Screen;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What every command gets, its arguments already checked. */
export interface Call {
  readonly words: Words;
  readonly io: Io;
  /** The arguments without a name, by the names the command gives them. */
  readonly args: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly flags: ReadonlySet<string>;
  /** Writes a line to standard output. */
  say(line: string): void;
  readonly progress: (what: string) => Progress;
}

interface Shape {
  /** As typed: `user add`. */
  readonly name: string;
  readonly args?: readonly string[];
  /** Options with a value; those in `required` must be there. */
  readonly options?: readonly string[];
  readonly required?: readonly string[];
  readonly flags?: readonly string[];
}

/** A command says what it needs: nothing, the settings, or the house with its stores and actions; `instance` is the house, set up. What `leuchtnetz.mjs` does itself is only explained here. */
export type Command = Runnable | (Shape & { readonly needs: 'launcher' });

export type Runnable = Shape &
  (
    | { readonly needs: 'nothing'; run(call: Call): Promise<number> }
    | { readonly needs: 'settings'; run(call: Call & { readonly config: Config }): Promise<number> }
    | { readonly needs: 'house' | 'instance'; run(call: InHouse): Promise<number> }
  );

export interface InHouse extends Call {
  readonly house: House;
}

/** Ends the command with this one line, which says what to do, and exit code 1. */
export class Stop extends Error {
  constructor(line: string) {
    super(line);
    this.name = 'Stop';
  }
}
