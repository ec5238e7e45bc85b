import { expect } from 'chai';

import { isLoopback, isPublic } from '../../../server/net/address-kinds.ts';
import { checkAddress } from '../../../server/net/check-address.ts';
import type { OpenRemoteFetch } from '../../../server/net/open-remote-fetch.ts';
import { aFetch, aNameServer, at, JSON_TYPE } from './a-remote.ts';

// One of every kind, and the edges of the ranges.
const PRIVATE = `0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
  192.0.0.8 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
  :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1
  2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd12:3456::1
  fe80::1 fe80::1%eth0 fec0::1 ff02::1 4000::1 1::1`.split(/\s+/);
const PUBLIC = '1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 193.99.144.80 2606:4700::1111 2a02:2e0:3fe:1001:302::'.split(
  ' ',
);
const RULES = { ownHost: 'wissen.musterstadt.example', allowsLoopback: false };

const outcomeOf = (raw: string, rules = RULES): string => {
  const checked = checkAddress(raw, rules);
  return 'flaw' in checked ? checked.flaw : checked.url.href;
};
const inUrl = (address: string): string => (address.includes(':') ? `[${address}]` : address);

describe('addresses that may be asked (T30, T61)', () => {
  it('T30: no private, special or translated address is public, and public ones are', () => {
    expect(PRIVATE.filter(isPublic)).to.deep.equal([]);
    expect(PUBLIC.filter((address) => !isPublic(address))).to.deep.equal([]);
    expect(['', 'x', '127.1', '0x7f.0.0.1', '2130706433', '8.8.8.8/8'].filter(isPublic)).to.deep.equal([]);
  });

  it('T30: loopback is exactly 127.0.0.0/8 and ::1', () => {
    expect([...PRIVATE, ...PUBLIC].filter(isLoopback)).to.deep.equal(['127.0.0.1', '127.255.255.254', '::1']);
  });

  it('T30: every spelling of an address in figures is seen through', () => {
    const spellings = ['2130706433', '0x7f000001', '0x7f.1', '017700000001', '0177.0.0.1', '127.1', '127.0.0.1.', '%31%32%37.0.0.1', '①②⑦.⓪.⓪.①', '0']
      .concat(['0xa9fea9fe', '[::ffff:127.0.0.1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[0:0:0:0:0:0:0:1]', '[::]'])
      .concat(PRIVATE.filter((address) => !address.includes('%')).map(inUrl));
    for (const host of spellings) expect(outcomeOf(`https://${host}/`), host).to.equal('private-address');
    for (const address of PUBLIC) expect(outcomeOf(`https://${inUrl(address)}/`), address).to.match(/^https:/);
  });

  it('T61: a host has one spelling: case, final dot, percent signs, umlauts', () => {
    for (const host of [
      'STADT-KÖLN.example',
      'stadt-köln.example.',
      'stadt-k%C3%B6ln.example',
      'xn--stadt-kln-67a.EXAMPLE',
      'stadt-ko\u0308ln.example',
      'stadt-köln。example',
    ])
      expect(outcomeOf(`https://${host}/a`), host).to.equal(outcomeOf('https://stadt-köln.example/a'));
    expect(outcomeOf('https://stadt-köln.example/a')).to.match(/^https:\/\/xn--stadt-k/);
    expect(outcomeOf('https://stadt-kőln.example/a')).not.to.equal(outcomeOf('https://stadt-köln.example/a'));
  });

  it('what is not https on its own port, or says more than an address, is refused', () => {
    const flaws: Readonly<Record<string, readonly string[]>> = {
      scheme: ['http://a.example/', 'ftp://a.example/', 'file:///etc/passwd', 'data:text/plain,x', 'javascript:alert(1)', 'gopher://a.example'],
      userinfo: ['https://u:p@a.example/', 'https://u@a.example/', 'https://@a.example/', 'https://8.8.8.8@127.0.0.1/', 'https://:@a.example/'],
      fragment: ['https://a.example/#main-key', 'https://a.example/#'],
      port: ['https://a.example:8443/', 'https://a.example:22/', 'https://a.example:80/'],
      'private-address': ['https://localhost/', 'https://intranet/', 'https://metadata/'],
      'own-host': ['https://wissen.musterstadt.example/organisations/x', 'https://WISSEN.musterstadt.example./'],
      address: [
        '',
        'a.example',
        '/x',
        '//a.example/',
        'https:a.example',
        'https:/a.example',
        'https:///a.example',
        'https:\\\\a.example\\',
        'https://a.example\\@b.example/',
      ]
        .concat([
          ' https://a.example/',
          'https://a.exa\tmple/',
          'https://a.example/\r\nX: y',
          'https://a.example/\0',
          'https://a..',
          'https://.',
          'https://a.example../',
        ])
        .concat([
          'https://[::1/',
          'https://a b.example/',
          `https://a.example/${'x'.repeat(2_100)}`,
          `https://${'a.'.repeat(130)}example/`,
          'https://256.256.256.256/',
        ]),
    };
    for (const [flaw, raws] of Object.entries(flaws)) for (const raw of raws) expect(outcomeOf(raw), JSON.stringify(raw)).to.equal(flaw);
  });

  it('with loopback allowed, this machine may be asked without TLS and on any port, and nobody else', () => {
    const rules = { ownHost: 'localhost:3000', allowsLoopback: true };
    for (const url of ['http://127.0.0.1:4001/', 'http://[::1]:4001/', 'http://localhost:4001/', 'https://127.9.9.9/'])
      expect(outcomeOf(url, rules)).to.equal(url);
    expect(outcomeOf('http://localhost:3000/', rules)).to.equal('own-host');
    for (const address of PRIVATE.filter((one) => !isLoopback(one) && !one.includes('%')))
      expect(outcomeOf(`http://${inUrl(address)}:4001/`, rules), address).to.equal('private-address');
    expect(outcomeOf('http://8.8.8.8/', rules)).to.equal('scheme');
    expect(outcomeOf('https://8.8.8.8:8443/', rules)).to.equal('port');
    expect(outcomeOf('http://intranet/', rules)).to.equal('private-address');
  });

  describe('found by name', () => {
    let fetch: OpenRemoteFetch;
    afterEach(() => fetch.close());

    it('T30: every kind of private address is refused whichever name leads to it, reading or delivering', async () => {
      const names = aNameServer(Object.fromEntries(PRIVATE.filter((one) => !one.includes('%')).map((address, n) => [`n${n}.example`, [at(address)]])));
      fetch = aFetch({ allowsLoopback: false, resolve: names.resolve });
      for (const [n] of PRIVATE.filter((one) => !one.includes('%')).entries()) {
        const url = `https://n${n}.example/`;
        expect(await fetch.get({ url, accept: JSON_TYPE })).to.deep.equal({ kind: 'refused', reason: 'private-address' });
        expect(await fetch.post({ url, headers: {}, body: 'x' })).to.deep.equal({ kind: 'refused', reason: 'private-address' });
      }
    });

    it('names of this machine lead nowhere unless loopback is allowed', async () => {
      fetch = aFetch({ allowsLoopback: false });
      for (const url of ['https://town.localhost/', 'https://localhost/'])
        expect(await fetch.get({ url, accept: JSON_TYPE })).to.deep.equal({ kind: 'refused', reason: 'private-address' });
    });
  });
});
