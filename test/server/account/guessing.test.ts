import { expect } from 'chai';

import { keysOf, signIn } from '../../../server/actions/sign-in.ts';
import { placeOf } from '../../../server/actions/slow-guessing.ts';
import { aVisitor } from '../../fixtures/a-staff-browser.ts';
import { aHouseWithDoors, HOUR, type HouseWithDoors, MINUTE, PASSWORD } from './a-house-with-doors.ts';

const EMAIL = 'erika@musterstadt.example';

describe('guessing a password', () => {
  let town: HouseWithDoors;
  beforeEach(async () => {
    town = await aHouseWithDoors({ TRUST_PROXY: '1' });
    await town.person(EMAIL, 'editor');
  });
  afterEach(() => town.close());

  const at = async (from: string, email: string, password: string): Promise<number> =>
    (await aVisitor(town.url).post('/sign-in', { email, password }, '/sign-in', { 'x-forwarded-for': from })).status;
  /** Without the page: what counts is the rule. */
  const check = async (from: string, email: string, password: string): Promise<string> => {
    const done = await town.house.actions.signIn.check({ email, password, from });
    return done.ok ? 'ok' : done.refusal.kind;
  };

  it('is slowed for one account from one address, also for the right password, and only there', async () => {
    for (let n = 0; n < 10; n += 1) expect(await at('203.0.113.7', EMAIL, `falsch ${n}`)).to.equal(422);
    expect(await at('203.0.113.7', EMAIL, PASSWORD)).to.equal(429);
    expect(await at('203.0.113.8', EMAIL, PASSWORD)).to.equal(303);
    town.pass(16 * MINUTE);
    expect(await at('203.0.113.7', EMAIL, PASSWORD)).to.equal(303);
  });

  it('is slowed when the guesses come at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, (_, n) => check('203.0.113.7', EMAIL, `falsch ${n}`)));
    expect(all.filter((kind) => kind === 'wrong-credentials')).to.have.length(10);
  });

  it('is slowed from one address over many accounts', async () => {
    for (let n = 0; n < 100; n += 1) expect(await check('203.0.113.7', `wer${n}@ort.example`, 'falsch')).to.equal('wrong-credentials');
    expect(await check('203.0.113.7', EMAIL, PASSWORD)).to.equal('too-many-attempts');
    expect(await check('2001:db8:1:2::1', EMAIL, PASSWORD)).to.equal('ok');
  });

  it('from one address does not lock those out who signed in from it before, does not tell who they are, and stays slow for each', async () => {
    const [office, other] = ['203.0.113.7', 'emil@musterstadt.example'];
    await town.person(other, 'editor');
    expect(await check(office, EMAIL, PASSWORD)).to.equal('ok');
    for (let n = 0; n < 100; n += 1) await check(office, `wer${n}@ort.example`, 'falsch');
    expect(await check(office, EMAIL, PASSWORD), 'at home there').to.equal('ok');
    expect(await check(office, other, PASSWORD), 'never there before').to.equal('too-many-attempts');
    for (const email of [EMAIL, other, 'niemand@ort.example']) expect(await check(office, email, 'falsch'), email).to.equal('too-many-attempts');
    for (let n = 0; n < 10; n += 1) await check(office, EMAIL, `falsch ${n}`);
    expect(await check(office, EMAIL, PASSWORD), 'guessed at too often').to.equal('too-many-attempts');
    await town.house.actions.manageUsers.disable(town.operator, EMAIL);
    town.pass(14 * MINUTE);
    expect(await check(office, EMAIL, PASSWORD), 'closed').to.equal('too-many-attempts');
  });

  it('costs one comparison of passwords at a full address, whoever is guessed at', async () => {
    const office = '203.0.113.7';
    expect(await check(office, EMAIL, PASSWORD)).to.equal('ok');
    for (let n = 0; n < 100; n += 1) await check(office, `wer${n}@ort.example`, 'falsch');
    const compared: string[] = [];
    const { stores, secrets, clock } = town.house;
    const passwordFits = (password: string, hash: string): Promise<boolean> => {
      compared.push(password);
      return secrets.passwordFits(password, hash);
    };
    const guarded = signIn({ ...stores, clock, secrets: { ...secrets, passwordFits } });
    for (const email of [EMAIL, 'niemand@ort.example']) {
      for (let n = 0; n < 12; n += 1) await guarded.check({ email, password: email, from: office });
      expect(
        compared.filter((password) => password === email),
        email,
      ).to.have.length(12);
    }
    const { from } = keysOf(secrets, EMAIL, placeOf(secrets, office));
    while ((await stores.attempts.count(from, clock())) < 1_000) await stores.attempts.add(from, clock(), MINUTE);
    await guarded.check({ email: EMAIL, password: 'flood', from: office });
    expect(compared, 'a flood').to.not.include('flood');
  });

  it('from many addresses does not lock the owner out where they signed in before', async () => {
    expect(await check('198.51.100.1', EMAIL, PASSWORD)).to.equal('ok');
    for (let n = 0; n < 60; n += 1) await check(`203.0.113.${n}`, EMAIL, 'falsch');
    expect(await check('192.0.2.9', EMAIL, PASSWORD), 'a stranger, even with the right one').to.equal('too-many-attempts');
    expect(await check('198.51.100.1', EMAIL, PASSWORD), 'the owner').to.equal('ok');
    town.pass(HOUR + MINUTE);
    expect(await check('192.0.2.9', EMAIL, PASSWORD)).to.equal('ok');
  });

  it('never says whether there is such an account', async () => {
    const answers = await Promise.all(
      [EMAIL, 'niemand@musterstadt.example'].map(async (email) => {
        const { status, text } = await aVisitor(town.url).post('/sign-in', { email, password: 'falsch' });
        return `${status} ${text.replaceAll(email, 'X').replace(/(nonce|_csrf" value)="[^"]*"/g, '')}`;
      }),
    );
    expect(answers[0]).to.equal(answers[1]);
    await town.house.actions.manageUsers.disable(town.operator, EMAIL);
    expect(await check('203.0.113.7', EMAIL, PASSWORD), 'closed, with the right password').to.equal('wrong-credentials');
  });
});
