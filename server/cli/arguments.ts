import { parseArgs } from 'node:util';

import { typoDistance } from '../../search/language/typo-distance.ts';
import type { Words } from '../view-models/words.ts';
import { type Command, Stop } from './command.ts';

const FAR = 3;

/** The command that the first words name, and the rest. Throws Stop with the nearest one when there is none. */
export function commandIn(commands: readonly Command[], typed: readonly string[], words: Words): { command: Command; rest: readonly string[] } {
  const [one = '', two = ''] = typed;
  const found = commands.find(({ name }) => name === one || name === `${one} ${two}`);
  if (found !== undefined) return { command: found, rest: typed.slice(found.name.split(' ').length) };
  const below = commands.filter(({ name }) => name.startsWith(`${one} `)).map(({ name }) => name);
  if (below.length > 0) throw new Stop(words.t('cli.wrong.which', { commands: below.join(', ') }));
  const near = nearest(
    commands.flatMap(({ name }) => [name, name.split(' ')[0] ?? '']),
    one,
  );
  throw new Stop(near === null ? words.t('cli.wrong.command', { command: shown(one) }) : words.t('cli.wrong.command-near', { command: shown(one), near }));
}

export interface Arguments {
  readonly args: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly flags: ReadonlySet<string>;
}

/** Reads what was typed after a command's name. Throws Stop with one line for whatever is unknown, missing or too much. */
export function argumentsOf(command: Command, typed: readonly string[], words: Words): Arguments {
  const { args: names = [], options: taking = [], required = [], flags: plain = [] } = command;
  const config = Object.fromEntries([
    ...taking.map((name) => [name, { type: 'string' as const }]),
    ...plain.map((name) => [name, { type: 'boolean' as const }]),
  ]);
  const { tokens } = parseArgs({ args: [...typed], options: config, allowPositionals: true, strict: false, tokens: true });
  const options = new Map<string, string>();
  const flags = new Set<string>();
  const given: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') given.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (plain.includes(name)) {
      if (value !== undefined) throw new Stop(words.t('cli.wrong.flag-value', { option: rawName }));
      flags.add(name);
    } else if (!taking.includes(name)) throw new Stop(unknownOption(words, rawName, [...taking, ...plain]));
    // "--email --role admin": the next option is not a value.
    else if (value === undefined || (!token.inlineValue && value.startsWith('--'))) throw new Stop(words.t('cli.wrong.option-value', { option: rawName }));
    else options.set(name, value);
  }
  const lacking = required.filter((name) => !options.has(name) && !flags.has(name)).map((name) => `--${name}`);
  if (lacking.length > 0) throw new Stop(words.t('cli.wrong.missing', { missing: lacking.join(', '), command: command.name }));
  if (given.length < names.length) {
    throw new Stop(
      words.t('cli.wrong.missing', {
        missing: names
          .slice(given.length)
          .map((name) => words.t(`cli.args.${name}`))
          .join(', '),
        command: command.name,
      }),
    );
  }
  if (given.length > names.length) throw new Stop(words.t('cli.wrong.too-much', { argument: shown(given[names.length] ?? ''), command: command.name }));
  return { args: Object.fromEntries(names.map((name, at) => [name, given[at] ?? ''])), options: Object.fromEntries(options), flags };
}

function unknownOption(words: Words, typed: string, known: readonly string[]): string {
  const near = nearest(
    known.map((name) => `--${name}`),
    typed,
  );
  return near === null ? words.t('cli.wrong.option', { option: shown(typed) }) : words.t('cli.wrong.option-near', { option: shown(typed), near });
}

function nearest(known: readonly string[], typed: string): string | null {
  const measured = known.map((name) => ({ name, distance: name.startsWith(typed) && typed.length > 2 ? 0 : typoDistance(name, typed, FAR) }));
  const best = measured.reduce((least, one) => (one.distance < least.distance ? one : least), { name: '', distance: FAR + 1 });
  return best.distance <= Math.min(FAR, Math.ceil(best.name.length / 2)) ? best.name : null;
}

/** What somebody typed, fit for one line of the terminal. */
export function shown(text: string): string {
  return text.replace(/\p{C}/gu, ' ').slice(0, 60);
}
