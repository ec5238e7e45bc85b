import type { Words } from '../view-models/words.ts';
import { commandIn } from './arguments.ts';
import type { Command } from './command.ts';

const ASKING: readonly string[] = ['--help', '-h'];

/** The help that was asked for: of all, of one, or of those that begin with the same word. Null when none was. */
export function helpAsked(commands: readonly Command[], typed: readonly string[], words: Words): string | null {
  const [first = '--help', second = ''] = typed;
  if (first === 'help' || ASKING.includes(first)) return helpForAll(commands, words, words.t('cli.help.usage'));
  if (!typed.some((word) => ASKING.includes(word))) return null;
  const below = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (below.length === 0 || below.some(({ name }) => name === `${first} ${second}`)) return helpFor(commandIn(commands, typed, words).command, words);
  return helpForAll(below, words, words.t('cli.help.usage-below', { first }));
}

/** What a command does and what it takes. */
function helpFor(command: Command, words: Words): string {
  const { args = [], options = [], flags = [] } = command;
  const lines = [...options.map((name) => [`--${name} …`, name] as const), ...flags.map((name) => [`--${name}`, name] as const)];
  const width = Math.max(0, ...lines.map(([option]) => option.length), ...args.map((name) => words.t(`cli.args.${name}`).length)) + 3;
  const described = lines.map(([option, name]) => `  ${option.padEnd(width)}${words.t(`cli.options.${name}`)}`);
  const explained = args.map((name) => `  ${words.t(`cli.args.${name}`).padEnd(width)}${words.t(`cli.args-help.${name}`)}`);
  const body = [...explained, ...described];
  return [usageOf(command, words), '', words.t(`cli.commands.${keyOf(command)}.what`), words.t(`cli.commands.${keyOf(command)}.more`), '', ...body, '']
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** These commands, a line each. */
function helpForAll(commands: readonly Command[], words: Words, usage: string): string {
  const width = Math.max(...commands.map((command) => signature(command, words).length)) + 2;
  const lines = commands.map((command) => `  ${signature(command, words).padEnd(width)}${words.t(`cli.commands.${keyOf(command)}.what`)}`);
  return [usage, '', ...lines, '', words.t('cli.help.settings'), words.t('cli.help.more'), ''].join('\n');
}

function usageOf(command: Command, words: Words): string {
  const { options = [], required = [], flags = [] } = command;
  const shown = (name: string, text: string): string => (required.includes(name) ? text : `[${text}]`);
  const parts = [...options.map((name) => shown(name, `--${name} …`)), ...flags.map((name) => shown(name, `--${name}`))];
  return `leuchtnetz ${[signature(command, words), ...parts].join(' ')}`;
}

function signature({ name, args = [] }: Command, words: Words): string {
  return [name, ...args.map((arg) => words.t(`cli.args.${arg}`))].join(' ');
}

function keyOf({ name }: Command): string {
  return name.replaceAll(' ', '-');
}
