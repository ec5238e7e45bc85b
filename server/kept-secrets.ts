import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { Config } from './config.ts';

const kept = z.object({ SESSION_SECRET: z.string().min(32), KEY_SECRET: z.string().min(32) });

export type KeptSecrets = z.infer<typeof kept>;

export const SECRETS_FILE = 'secrets.json';

/**
 * The secrets of the settings; those not set are made once and kept in the data folder, readable by its owner alone. Whoever loses the file
 * loses what was sealed with it (second factors, the actors' private keys), so it belongs into every backup.
 */
export function keptSecrets({ SESSION_SECRET, KEY_SECRET, DATA_DIR }: Config): KeptSecrets {
  if (SESSION_SECRET !== undefined && KEY_SECRET !== undefined) return { SESSION_SECRET, KEY_SECRET };
  const path = join(DATA_DIR, SECRETS_FILE);
  const found = read(path) ?? make(path);
  return { SESSION_SECRET: SESSION_SECRET ?? found.SESSION_SECRET, KEY_SECRET: KEY_SECRET ?? found.KEY_SECRET };
}

function read(path: string): KeptSecrets | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw err;
  }
  const parsed = kept.safeParse(json(text));
  // Never made anew over a damaged one: what was sealed with it would be lost for good.
  if (!parsed.success) throw new Error(`${path} is damaged. Put it back from a backup; do not delete it, what was encrypted with it would be lost.`);
  return parsed.data;
}

/** Written whole beside its place and linked into it: of two who start at once one wins, and nobody reads half of it. */
function make(path: string): KeptSecrets {
  const secret = (): string => randomBytes(32).toString('base64url');
  mkdirSync(join(path, '..'), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify({ SESSION_SECRET: secret(), KEY_SECRET: secret() }, null, 2)}\n`, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  try {
    linkSync(fresh, path);
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code !== 'EEXIST') throw err;
  } finally {
    rmSync(fresh, { force: true });
  }
  const made = read(path);
  if (made === null) throw new Error(`${path} could not be kept`);
  return made;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
