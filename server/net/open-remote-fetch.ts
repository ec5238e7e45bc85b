import { Agent } from 'undici';

import type { Clock } from '../ports/clock.ts';
import type { RemoteFetch } from '../ports/remote-fetch.ts';
import { createDeliver } from './deliver.ts';
import { createFlights } from './flights.ts';
import { createGuardedConnector } from './guarded-connector.ts';
import { createLine } from './line.ts';
import { createRead } from './read.ts';
import { createReadObject } from './read-object.ts';
import { createResolver, type Resolve } from './resolver.ts';
import { createSingleFlight } from './single-flight.ts';

interface Needs {
  readonly baseUrl: string;
  readonly version: string;
  /** The policy for a host, lower case and in punycode, with its port only when it is not 443; asked for each request and each hop. */
  readonly mayTalkTo: (host: string) => boolean | Promise<boolean>;
  /** Opens 127.0.0.0/8 and ::1, there also without TLS and on any port; nothing else that is private. */
  readonly allowsLoopback: boolean;
  readonly clock: Clock;
  readonly resolve?: Resolve;
  readonly ca?: string | null;
  readonly totalMs?: number;
}

const TOTAL_MS = 8_000;
const LIMITS = {
  pipelining: 1,
  headersTimeout: 5_000,
  bodyTimeout: 5_000,
  maxHeaderSize: 16_384,
  keepAliveTimeout: 10_000,
  keepAliveMaxTimeout: 30_000,
};

export type OpenRemoteFetch = RemoteFetch & {
  /** Takes no more, lets deliveries come to their end (within their deadline) and cuts everything else short. */
  close(): Promise<void>;
};

/** The one way out to machines that others have named. */
export function openRemoteFetch(needs: Needs): OpenRemoteFetch {
  const { baseUrl, version, mayTalkTo, allowsLoopback, clock, resolve = createResolver(), ca = null, totalMs = TOTAL_MS } = needs;
  const connect = createGuardedConnector({ resolve, allowsLoopback, ca });
  const reading = new Agent({ ...LIMITS, connect, connections: 2 });
  const delivering = new Agent({ ...LIMITS, connect, connections: 1 });
  const line = createLine({ reading, delivering, mayTalkTo });
  const rules = { ownHost: new URL(baseUrl).host, allowsLoopback };
  const userAgent = `Leuchtnetz/${version} (+${baseUrl})`;
  const read = createRead({ line, rules, userAgent, clock });
  const readObject = createReadObject(read);
  const deliver = createDeliver({ line, rules, userAgent, clock });
  const flights = createFlights(totalMs);
  const gets = createSingleFlight();
  const objects = createSingleFlight();

  return {
    get(request) {
      const { url, accept, maxBytes = null, known = null, signer = null } = request;
      return gets.once(JSON.stringify([url, accept, maxBytes, known]), signer, () => flights.fly(true, (signal) => read(request, signal)));
    },
    getObject(url, options = {}) {
      const { known = null, signer = null } = options;
      return objects.once(JSON.stringify([url, known]), signer, () => flights.fly(true, (signal) => readObject(url, options, signal)));
    },
    post(request) {
      return flights.fly(false, (signal) => deliver(request, signal));
    },
    async close() {
      await flights.land();
      await Promise.all([reading.destroy(), delivering.destroy()]);
    },
  };
}
