import type { LookupFunction } from 'node:net';

import { buildConnector } from 'undici';

import type { FetchRefusal } from '../ports/remote-fetch.ts';
import { isLoopback, isPublic } from './address-kinds.ts';
import type { Resolve } from './resolver.ts';
import { failed, refused, Stopped } from './stopped.ts';

interface Needs {
  readonly resolve: Resolve;
  readonly allowsLoopback: boolean;
  /** The only authorities to believe, instead of the well-known ones; null for those. */
  readonly ca: string | null;
}

/** Why one must not connect to an address; null when one may. */
type Judge = (address: string) => FetchRefusal | null;

const MOST_TRIED = 8;
const CONNECT_MS = 3_000;

/** Connects to an address that was checked, the very one: the name is asked once, and a single bad answer spoils all (T30, T31). */
export function createGuardedConnector({ resolve, allowsLoopback, ca }: Needs): buildConnector.connector {
  const connectorFor = (judge: Judge): buildConnector.connector => {
    const connect = buildConnector({
      lookup: guardedLookup(resolve, judge),
      timeout: CONNECT_MS,
      rejectUnauthorized: true,
      allowH2: false,
      ...(ca === null ? {} : { ca }),
    });
    return (options, callback) =>
      connect(options, (...answer) => {
        const [err, socket] = answer;
        // For an address in figures no name is asked, so the line itself is looked at too.
        const flaw = err === null ? judge(socket.remoteAddress ?? '') : null;
        if (flaw === null || err !== null) return callback(...answer);
        socket.destroy();
        callback(new Stopped(refused(flaw)), null);
      });
  };
  const toPublic = connectorFor((address) => (isPublic(address) ? null : 'private-address'));
  const toLoopback = connectorFor((address) => (isLoopback(address) ? null : isPublic(address) ? 'scheme' : 'private-address'));
  const toEither = connectorFor((address) => (isPublic(address) || isLoopback(address) ? null : 'private-address'));
  return (options, callback) => {
    // Without TLS, and on other ports, there is only this machine.
    const isUsual = options.protocol === 'https:' && ['', '443'].includes(options.port);
    if (!allowsLoopback) return toPublic(options, callback);
    return (isUsual ? toEither : toLoopback)(options, callback);
  };
}

function guardedLookup(resolve: Resolve, judge: Judge): LookupFunction {
  return (host, { all }, callback) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        const flaw = found.map(({ address }) => judge(address)).find((one) => one !== null) ?? null;
        if (flaw !== null) return callback(new Stopped(refused(flaw)), []);
        if (first === undefined) return callback(new Stopped(failed('dns')), []);
        if (all === true) return callback(null, found.slice(0, MOST_TRIED));
        callback(null, first.address, first.family);
      },
      () => callback(new Stopped(failed('dns')), []),
    );
  };
}
