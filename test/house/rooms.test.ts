import { expect } from 'chai';

import { type Import, importsOf, ROOMS, sourcesIn } from './sources.ts';

interface Law {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

const CORE = ['server/domain', 'server/ports'];

/** What a room may touch besides itself and node:. Anything not written here is forbidden. */
const LAW: Readonly<Record<string, Law>> = {
  'server/config.ts': { rooms: [], packages: ['zod'] },
  'server/domain': { rooms: [], packages: [] },
  'server/ports': { rooms: ['server/domain'], packages: [] },
  'server/actions': { rooms: CORE, packages: [] },
  'server/view-models': { rooms: CORE, packages: [] },
  'server/pages': {
    rooms: ['server/domain', 'server/actions', 'server/view-models', 'server/web', 'server/formats'],
    packages: ['express', 'multer', 'zod'],
  },
  'server/web': {
    rooms: ['server/domain', 'server/view-models'],
    packages: ['cookie-parser', 'csrf-csrf', 'express', 'express-rate-limit', 'express-session', 'handlebars', 'helmet', 'passport', 'passport-local', 'pino'],
  },
  'server/storage': { rooms: CORE, packages: ['libsql', 'mongodb'] },
  'server/relay': { rooms: CORE, packages: ['pino'] },
  'server/crypto': { rooms: CORE, packages: ['@node-rs/argon2', 'otpauth', 'uqr'] },
  'server/mail': { rooms: CORE, packages: ['nodemailer', 'pino'] },
  'server/files': { rooms: CORE, packages: ['file-type', 'sharp'] },
  'server/text': { rooms: CORE, packages: ['diff', 'markdown-it', 'sanitize-html'] },
  'server/formats': { rooms: CORE, packages: ['csv-parse', 'csv-stringify'] },
  'server/net': { rooms: CORE, packages: ['ipaddr.js', 'undici'] },
  'server/seed': { rooms: ['server/actions', ...CORE], packages: [] },
  'search/engines': { rooms: ['search/language', ...CORE], packages: ['libsql', 'meilisearch'] },
  'search/language': { rooms: [], packages: ['snowball-stemmers'] },
  'federation/vocabulary': { rooms: ['server/domain'], packages: ['zod', 'sanitize-html'] },
  'federation/signatures': { rooms: ['server/domain'], packages: ['http-message-signatures'] },
  'federation/inbox': { rooms: ['federation/vocabulary', 'federation/signatures', 'server/actions', 'server/domain'], packages: ['express', 'zod'] },
  'federation/outbox': { rooms: ['federation/vocabulary', 'federation/signatures', 'federation/protocol', ...CORE], packages: [] },
  'federation/protocol': { rooms: ['federation/inbox', 'server/ports'], packages: ['express', 'activitypub-express'] },
};

/** Where the parts meet: these may touch everything. */
const DOORS_OF_THE_HOUSE = [
  'server/compose.ts',
  'server/compose-actions.ts',
  'server/compose-files.ts',
  'server/compose-jobs.ts',
  'server/compose-mail.ts',
  'server/compose-pages.ts',
  'server/compose-server.ts',
  'server/kept-secrets.ts',
  'server/open-engines.ts',
  'server/open-stores.ts',
  'server/main.ts',
  'server/cli.ts',
  'server/cli',
];
// No outgoing I/O and no process in the core, not even from Node itself.
const WITHOUT_NODE = ['server/domain', 'server/ports', 'server/actions', 'server/view-models', 'search/language'];

function isIn(file: string, room: string): boolean {
  return file === room || file.startsWith(`${room}/`);
}

function roomOf(file: string): string {
  return Object.keys(LAW).find((room) => isIn(file, room)) ?? file;
}

function packageOf(path: string): string {
  return path.split('/', path.startsWith('@') ? 2 : 1).join('/');
}

function isAllowed({ from, to }: Import): boolean {
  if (DOORS_OF_THE_HOUSE.some((door) => isIn(from, door))) return true;
  const room = roomOf(from);
  const law = LAW[room];
  if (law === undefined) return false;
  if (to.startsWith('node:')) return !WITHOUT_NODE.includes(room);
  if (ROOMS.some((top) => isIn(to, top))) return roomOf(to) === room || law.rooms.includes(roomOf(to));
  return law.packages.includes(packageOf(to));
}

function breaches(imports: readonly Import[]): string[] {
  return imports.filter((one) => !isAllowed(one)).map(({ from, to }) => `${from} -> ${to}`);
}

describe('the law of the rooms', () => {
  const files = ROOMS.flatMap(sourcesIn);

  it('is kept by every import', () => {
    expect(breaches(files.flatMap(importsOf))).to.deep.equal([]);
  });

  it('would notice a room that reaches too far', () => {
    const wrong: readonly Import[] = [
      { from: 'server/domain/record.ts', to: 'mongodb' },
      { from: 'server/domain/record.ts', to: 'node:fs' },
      { from: 'server/actions/create-record.ts', to: 'zod' },
      { from: 'server/actions/create-record.ts', to: 'server/storage/record-store.ts' },
      { from: 'server/pages/search-page.ts', to: 'server/ports/search-index.ts' },
      { from: 'server/storage/record-store.ts', to: 'server/actions/create-record.ts' },
      { from: 'search/engines/embedded-index.ts', to: 'server/storage/collection.ts' },
      { from: 'federation/outbox/queue.ts', to: 'activitypub-express' },
      { from: 'server/unknown-room/x.ts', to: 'express' },
    ];
    expect(breaches(wrong)).to.have.length(wrong.length);
  });
});
