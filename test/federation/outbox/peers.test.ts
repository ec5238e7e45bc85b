import { expect } from 'chai';

import { createSignDelivery } from '../../../federation/outbox/sign-delivery.ts';
import { startDeliveries } from '../../../federation/outbox/start-deliveries.ts';
import { type KeyPair, newKeyPair } from '../../../federation/signatures/key-pair.ts';
import { importPublicKey } from '../../../federation/signatures/public-keys.ts';
import { readSignature } from '../../../federation/signatures/read-signature.ts';
import { verify } from '../../../federation/signatures/verify.ts';
import { aFetch, aRemote, type Remote, says } from '../../server/net/a-remote.ts';
import { anActivity, aProcess, aStore, listed } from './an-outbox.ts';

const INBOX = '/inbox';
const ACCEPTED = says('', {}, 202);

describe('delivering to real peers', () => {
  let kept: Awaited<ReturnType<typeof aStore>>;
  let pair: KeyPair;
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    pair = await newKeyPair();
  });
  beforeEach(async () => {
    kept = await aStore();
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
    await kept.close();
  });

  const aPeer = async (): Promise<Remote> => {
    const peer = await aRemote();
    ends.push(peer.stop);
    return peer;
  };

  /** A running instance with real clock, keys, signatures and connections. */
  const aTown = (peers: readonly Remote[], concurrency = 8) => {
    const clock = () => new Date();
    const fetch = aFetch({ clock });
    const sign = createSignDelivery({ keyOf: async (actor) => ({ keyId: `${actor}#main-key`, privateKey: pair.privateKey }), clock });
    const town = aProcess({ store: kept.store, clock, post: fetch.post, sign, inboxes: listed(peers.map(({ origin }) => origin + INBOX)) });
    const start = () => {
      const onFault = (err: unknown) => void town.faults.push(err);
      const deliveries = startDeliveries({ ...town, clock, onFault, concurrency, idleMs: 5 });
      ends.push(fetch.close, deliveries.stop);
      return deliveries;
    };
    return { ...town, start };
  };

  /** Waits until it is so; mocha gives up when it never is. */
  const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const isEmpty = async () => (await kept.store.openActivities(1)).length === 0 && (await kept.store.hostAfter('')) === null;

  const isSignedWell = ({ origin }: Remote, { method, path, headers, body }: Remote['heard'][number]): boolean => {
    const lines = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [String(value)]]));
    const reading = readSignature({ method, url: path, origin, headers: lines, body: Buffer.from(body) }, new Date());
    const key = importPublicKey(pair.publicPem);
    return reading.ok && key !== null && reading.claim.keyId === `${anActivity(1).actor}#main-key` && verify(reading.claim, key);
  };

  it('begins at start with what was left, signs the very bytes, keeps the order and the connection', async () => {
    const peers = await Promise.all([aPeer(), aPeer(), aPeer()]);
    for (const peer of peers) peer.on(INBOX, ACCEPTED);
    const town = aTown(peers);
    for (let n = 1; n <= 20; n++) await town.outbox.queue(anActivity(n, JSON.stringify({ n, name: 'Grüße aus Köln' })));
    town.start();
    await until(isEmpty);
    for (const peer of peers) {
      expect(peer.heard.map(({ body }) => JSON.parse(body).n)).to.deep.equal(Array.from({ length: 20 }, (_, i) => i + 1));
      expect(peer.heard.every((one) => isSignedWell(peer, one))).to.equal(true);
      expect(peer.heard[0]?.headers['content-type']).to.equal('application/activity+json');
      expect(peer.connections()).to.equal(1);
    }
    expect(town.faults).to.deep.equal([]);
  });

  it('is understood by a peer that only reads RFC 9421', async () => {
    const peer = await aPeer();
    peer.on(INBOX, (req, res) => void res.writeHead('signature-input' in req.headers ? 202 : 401).end());
    const town = aTown([peer]);
    const { wake } = town.start();
    for (const n of [1, 2]) await town.outbox.queue(anActivity(n));
    wake();
    await until(isEmpty);
    expect(peer.heard.map(({ headers }) => 'signature-input' in headers)).to.deep.equal([false, true, true]);
    expect(peer.heard.every((one) => isSignedWell(peer, one))).to.equal(true);
    expect(await town.hosts.page('', 5)).to.have.nested.property('[0].state', 'well');
  });

  it('lets neither a dead host nor one that never answers delay the others', async () => {
    const [silent, dead, ...well] = await Promise.all(Array.from({ length: 6 }, aPeer));
    if (silent === undefined || dead === undefined) throw new Error('no peers');
    silent.on(INBOX, () => undefined);
    await dead.stop();
    for (const peer of well) peer.on(INBOX, ACCEPTED);
    const town = aTown([silent, dead, ...well], 2);
    for (const n of [1, 2, 3]) await town.outbox.queue(anActivity(n));
    town.start();
    await until(() => well.every(({ heard }) => heard.length === 3));
    expect(silent.heard).to.have.length(1);
    await until(async () => (await town.hosts.host(`127.0.0.1:${dead.port}`))?.lastFailure !== null);
    expect(await town.hosts.host(`127.0.0.1:${dead.port}`)).to.include({ state: 'pausing', waiting: 3 });
    expect((await town.hosts.host(`127.0.0.1:${dead.port}`))?.lastFailure?.code).to.equal('unreachable');
    // Else the stop would politely wait for it.
    await silent.stop();
  });

  it('finishes the delivery at hand when it is stopped, leaves the rest, and the next start goes on there', async () => {
    const peer = await aPeer();
    let answer: () => void = () => undefined;
    peer.on(INBOX, (_req, res) => {
      answer = () => void res.writeHead(202).end();
    });
    const town = aTown([peer]);
    for (const n of [1, 2]) await town.outbox.queue(anActivity(n));
    const first = town.start();
    await until(() => peer.heard.length === 1);
    const stopped = first.stop();
    answer();
    await stopped;
    expect(await kept.store.countWaiting(`127.0.0.1:${peer.port}`)).to.equal(1);
    peer.on(INBOX, ACCEPTED);
    aTown([peer]).start();
    await until(isEmpty);
    expect(peer.heard.map(({ body }) => body)).to.deep.equal([anActivity(1).body, anActivity(2).body]);
  });
});
