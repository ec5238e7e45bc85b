import type { Words } from '../view-models/words.ts';
import type { Command } from './command.ts';

/** What a command does and what it takes. */
export function helpFor(command: Command, words: Words): string {
  const { args = [], options = [], flags = [] } = command;
  const lines = [...options.map((name) => [`--${name} …`, name] as const), ...flags.map((name) => [`--${name}`, name] as const)];
  const width = Math.max(0, ...lines.map(([option]) => option.length)) + 3;
  const described = lines.map(([option, name]) => `  ${option.padEnd(width)}${words.t(`cli.options.${name}`)}`);
  const explained = args.map((name) => `  ${words.t(`cli.args.${name}`).padEnd(width)}${words.t(`cli.args-help.${name}`)}`);
  const body = [...explained, ...described];
  return [usageOf(command, words), '', words.t(`cli.commands.${keyOf(command)}.what`), words.t(`cli.commands.${keyOf(command)}.more`), '', ...body, '']
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** All commands, a line each. */
export function helpForAll(commands: readonly Command[], words: Words): string {
  const width = Math.max(...commands.map((command) => signature(command, words).length)) + 2;
  const lines = commands.map((command) => `  ${signature(command, words).padEnd(width)}${words.t(`cli.commands.${keyOf(command)}.what`)}`);
  return [words.t('cli.help.usage'), '', ...lines, '', words.t('cli.help.settings'), words.t('cli.help.more'), ''].join('\n');
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
