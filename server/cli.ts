import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { argumentsOf, commandIn } from './cli/arguments.ts';
import { type Call, type Command, type Io, type Runnable, Stop } from './cli/command.ts';
import { COMMANDS } from './cli/commands.ts';
import { faultSentence } from './cli/fault-sentence.ts';
import { helpAsked } from './cli/help.ts';
import { createProgress } from './cli/progress.ts';
import { rebaseCommand } from './cli/rebase.ts';
import { setUpCommand } from './cli/set-up.ts';
import { type House, openHouse } from './compose.ts';
import { type Config, languageOf, readConfig } from './config.ts';
import { EMBEDDED_FILE } from './storage/embedded-collections.ts';
import type { Words } from './view-models/words.ts';
import { openWords } from './web/i18n.ts';
import { packageRoot } from './web/package-root.ts';

/** Runs one command and gives back its exit code: 0, or 1 with one line on standard error that says what to do. */
export async function runCli(typed: readonly string[], io: Io): Promise<number> {
  // What it writes is for whoever runs it alone: drafts, hashes, secrets.
  process.umask(0o077);
  const words = openWords(`${packageRoot(import.meta.url)}/views/locales`)[languageOf(io.env)];
  try {
    const help = helpAsked(COMMANDS, typed, words);
    if (help !== null) return say(io, help);
    const { command, rest } = commandIn(COMMANDS, typed, words);
    // The executable has done these before it would ask here.
    if (command.needs === 'launcher') throw new Stop(words.t('cli.wrong.launcher', { command: command.name }));
    return await run(command, rest, io, words);
  } catch (err) {
    const message = err instanceof Error ? err.message : String(err);
    io.stderr.write(`${message.replace(/\s*\n\s*/g, ' ').trim()}\n`);
    return 1;
  }
}

async function run(command: Runnable, rest: readonly string[], io: Io, words: Words): Promise<number> {
  const call = {
    ...argumentsOf(command, rest, words),
    words,
    io,
    say: (line: string): void => void io.stdout.write(`${line}\n`),
    progress: (what: string) => createProgress(io.stderr, words, what, () => performance.now()),
  };
  if (command.needs === 'nothing') return command.run(call);
  const config = readConfig(io.env);
  try {
    return await runWith(config, command, call);
  } catch (err) {
    throw err instanceof Stop ? err : new Stop(faultSentence(err, config, words));
  }
}

async function runWith(config: Config, command: Exclude<Runnable, { needs: 'nothing' }>, call: Call): Promise<number> {
  const { words } = call;
  if (command.needs === 'settings') return command.run({ ...call, config });
  if (command !== setUpCommand) refuseNowhere(config, words);
  const house = await openAtItsAddress(config, words);
  try {
    if (command.needs === 'instance' && !(await house.actions.setUp.isSetUp())) throw new Stop(words.t('cli.refusals.not-set-up'));
    await refuseHalfMoved(command, house, words);
    await house.actions.setUp.finish();
    return await command.run({ ...call, house });
  } finally {
    await house.close();
  }
}

/** No command but set-up begins a new store: in the place of one that was lost it would be taken for it. */
function refuseNowhere(config: Config, words: Words): void {
  if (config.MONGODB_URL !== undefined || existsSync(join(config.DATA_DIR, EMBEDDED_FILE))) return;
  throw new Stop(words.t('cli.refusals.no-store', { folder: config.DATA_DIR }));
}

/** Whoever writes while some addresses are old and some new makes things that are there twice. */
async function refuseHalfMoved(command: Command, { actions }: House, words: Words): Promise<void> {
  const elsewhere = command === rebaseCommand ? null : await actions.checkAddress();
  if (elsewhere?.kind === 'moving') throw new Stop(words.t('server.moving', { to: elsewhere.to }));
}

/** The house under the address it was set up with, which holds whatever BASE_URL says in this terminal. */
async function openAtItsAddress(config: Config, words: Words): Promise<House> {
  const open = (settings: Config): Promise<House> =>
    openHouse({
      config: settings,
      clock: () => new Date(),
      isServer: false,
      // A server waits for its store; somebody at a terminal wants to know.
      onWaiting: (reason) => {
        throw new Stop(words.t('cli.refusals.store', { reason }));
      },
    });
  const house = await open(config);
  const kept = (await house.stores.instance.find())?.baseUrl ?? config.BASE_URL;
  if (kept === config.BASE_URL) return house;
  await house.close();
  return open({ ...config, BASE_URL: kept });
}

function say(io: Io, text: string): number {
  io.stdout.write(text);
  return 0;
}
