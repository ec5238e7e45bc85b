import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

import { type OpenRemoteFetch, openRemoteFetch } from '../../../server/net/open-remote-fetch.ts';
import type { ResolvedAddress } from '../../../server/net/resolver.ts';
import { aCertificate, type Certificate } from './a-certificate.ts';

export const JSON_TYPE = 'application/json';
export const AS_TYPE = 'application/activity+json';

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

/** A real server on this machine that answers as the test says, by path. */
export interface Remote {
  readonly origin: string;
  readonly port: number;
  readonly heard: { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers']; body: string }[];
  /** How many connections were ever made to it. */
  connections(): number;
  /** How many are open now. */
  open(): number;
  /** How many answers it is still giving. */
  busy(): number;
  on(path: string, answer: Answer): void;
  stop(): Promise<void>;
}

export async function aRemote({ certificate = null as Certificate | null, name = '127.0.0.1' } = {}): Promise<Remote> {
  const answers = new Map<string, Answer>();
  const sockets = new Set<Socket>();
  const heard: Remote['heard'] = [];
  let connections = 0;
  let busy = 0;
  const listener: RequestListener = (req, res) => {
    const entry = { method: req.method ?? '', path: req.url ?? '', headers: req.headers, body: '' };
    heard.push(entry);
    busy += 1;
    res.on('close', () => {
      busy -= 1;
    });
    req.on('data', (part: Buffer) => {
      entry.body += part.toString();
    });
    const answer = answers.get(new URL(req.url ?? '/', 'http://x').pathname);
    req.on('end', () => (answer === undefined ? res.writeHead(404).end() : answer(req, res)));
  };
  const server = certificate === null ? createServer(listener) : createTlsServer(certificate, listener);
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${certificate === null ? 'http' : 'https'}://${name}:${port}`,
    port,
    heard,
    connections: () => connections,
    open: () => sockets.size,
    busy: () => busy,
    on: (path, answer) => answers.set(path, answer),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function says(body: string | Buffer, headers: Record<string, string> = {}, status = 200): Answer {
  return (_req, res) => res.writeHead(status, { 'content-type': JSON_TYPE, ...headers }).end(body);
}

export function movesTo(location: string, status = 302): Answer {
  return (_req, res) => res.writeHead(status, { location }).end();
}

export function at(...addresses: readonly string[]): readonly ResolvedAddress[] {
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

/** A name server that gives a name's answers one after the other, the last one for ever. */
export function aNameServer(names: Readonly<Record<string, readonly (readonly ResolvedAddress[])[]>>) {
  const asked: string[] = [];
  return {
    asked,
    async resolve(host: string): Promise<readonly ResolvedAddress[]> {
      const before = asked.filter((one) => one === host).length;
      asked.push(host);
      const answer = names[host]?.[before] ?? names[host]?.at(-1);
      if (answer === undefined) throw Object.assign(new Error(host), { code: 'ENOTFOUND' });
      return answer;
    },
  };
}

/** The guarded way out with the settings of a demo town, or others. */
export function aFetch(settings: Partial<Parameters<typeof openRemoteFetch>[0]> = {}): OpenRemoteFetch {
  return openRemoteFetch({
    baseUrl: 'https://wissen.musterstadt.example',
    version: '1.2.3',
    mayTalkTo: () => true,
    allowsLoopback: true,
    clock: () => new Date('2026-11-21T09:00:00Z'),
    ...settings,
  });
}

export { aCertificate };
