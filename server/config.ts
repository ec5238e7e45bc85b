import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';

import { z } from 'zod';

const port = z.coerce.number({ error: 'must be a port, 0 to 65535' }).int().min(0).max(65_535);
const yes = z.enum(['true', 'false'], { error: 'must be true or false' }).transform((value) => value === 'true');
const secret = z.string().min(32, 'must have at least 32 characters');
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' });
const NAMED_PROXIES: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];
// A proxy's word is believed only as far as named here: hops, or addresses. Never everybody (T46).
const proxies = z
  .string()
  .refine(
    (value) => (/^\d+$/.test(value) ? Number(value) <= 10 : value.split(',').every((part) => isProxy(part.trim()))),
    'must be the number of proxies (at most 10) or their addresses, such as 10.0.0.0/8 or loopback; never all addresses',
  )
  .transform((value) => (/^\d+$/.test(value) ? Number(value) : value));

const SETTINGS = {
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  BASE_URL: webAddress
    .refine((url) => URL.canParse(url) && new URL(url).pathname === '/' && !url.includes('?') && !url.includes('#'), 'must be an address without a path')
    .optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  MEILI_URL: webAddress.optional(),
  MEILI_KEY: z.string().min(1).optional(),
  SESSION_SECRET: secret.optional(),
  KEY_SECRET: secret.optional(),
  FEDERATION: z.enum(['open', 'allowlist', 'off'], { error: 'must be open, allowlist or off' }).default('open'),
  ALLOW_LOOPBACK_PEERS: yes.default(false),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .refine(
      isMailServer,
      'must be like smtp://user:password@host:587, signs such as @ in the password as %40, with no parameters but from= (one address) and tls=optional',
    )
    .optional(),
  TRUST_PROXY: proxies.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { error: 'must be fatal, error, warn, info, debug or silent' }).default('info'),
  ROLE: z.enum(['all', 'web', 'worker'], { error: 'must be all, web or worker' }).default('all'),
};

const shape = z.object(SETTINGS);
type Settings = z.infer<typeof shape>;

export interface Config extends Readonly<Omit<Settings, 'BASE_URL'>> {
  readonly BASE_URL: string;
  /** The language of the terminal: German unless it says English. */
  readonly language: 'de' | 'en';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment, and `.env` beside it, once. Names every wrong setting at a time; no secret has a default. */
export function readConfig(environment: Environment = process.env, folder: string = process.cwd()): Config {
  const file = fileSettings(join(folder, '.env'));
  // An empty value is how compose files and shells say "not set".
  const given = Object.fromEntries(Object.entries({ ...file, ...environment }).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = shape.safeParse(given);
  const wrong = [
    ...Object.keys(file)
      .filter((name) => !(name in SETTINGS))
      .map((name) => `${name} in .env is no setting of Leuchtnetz`),
    ...(parsed.success ? contradictions(parsed.data, environment) : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)),
  ];
  if (wrong.length > 0 || !parsed.success) throw new WrongSettings(wrong);
  const { data } = parsed;
  return Object.freeze({
    ...data,
    BASE_URL: (data.BASE_URL ?? `http://localhost:${data.PORT}`).replace(/\/+$/, ''),
    DATA_DIR: resolve(folder, data.DATA_DIR),
    language: languageOf(environment),
  });
}

/** One message that names every wrong setting. */
export class WrongSettings extends Error {
  constructor(wrong: readonly string[]) {
    super(`Einstellungen / settings: ${wrong.join('; ')}`);
    this.name = 'WrongSettings';
  }
}

function contradictions(settings: Settings, environment: Environment): string[] {
  const wrong: string[] = [];
  if (environment['NODE_ENV'] === 'production' && settings.BASE_URL === undefined) wrong.push('BASE_URL is missing (needed in production)');
  if (settings.MONGODB_URL === undefined && settings.ROLE !== 'all') wrong.push('ROLE other than all needs MONGODB_URL');
  if (settings.MEILI_URL === undefined && settings.ROLE !== 'all')
    wrong.push('ROLE other than all needs MEILI_URL (the embedded index follows in one process only)');
  if (settings.MONGODB_URL !== undefined && settings.SESSION_SECRET === undefined) wrong.push('SESSION_SECRET is missing (needed with MONGODB_URL)');
  if (settings.MONGODB_URL !== undefined && settings.KEY_SECRET === undefined) wrong.push('KEY_SECRET is missing (needed with MONGODB_URL)');
  if (settings.MEILI_URL !== undefined && settings.MEILI_KEY === undefined) wrong.push('MEILI_KEY is missing (needed with MEILI_URL)');
  return wrong;
}

function isMailServer(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname, hash, username, password, searchParams } = new URL(url);
  if (hostname === '' || !['', '/'].includes(pathname) || hash !== '' || [...searchParams.keys()].some((name) => name !== 'from' && name !== 'tls'))
    return false;
  const [from = 'noreply@town.example', tls = 'optional'] = [searchParams.get('from') ?? undefined, searchParams.get('tls') ?? undefined];
  return /^[^\s@<>",;:]+@[^\s@<>",;:]+$/.test(from) && tls === 'optional' && isDecodable(username) && isDecodable(password);
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

function isProxy(part: string): boolean {
  if (NAMED_PROXIES.includes(part)) return true;
  const [, address = '', bits] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(part) ?? [];
  const version = isIP(address);
  // IPv4 in the clothes of IPv6 would count its bits from elsewhere.
  if (version === 0 || (version === 6 && /^\[::ffff:/.test(new URL(`http://[${address}]`).hostname))) return false;
  return bits === undefined || (Number(bits) > 0 && Number(bits) <= (version === 4 ? 32 : 128));
}

function fileSettings(path: string): Environment {
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
}

/** The language of the terminal: German unless it says English. */
export function languageOf(environment: Environment): 'de' | 'en' {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((value) => value !== undefined && value !== '') ?? '';
  return locale.startsWith('en') ? 'en' : 'de';
}
