import { expect } from 'chai';

import { isWebAddress } from '../../../server/domain/content/check-scalar.ts';
import { originOf } from '../../../server/domain/origin.ts';
import { parseAddress } from '../../../server/domain/web-address.ts';

describe('an address', () => {
  it('with umlauts is one however often somebody asked before', () => {
    for (let n = 0; n < 100_000; n += 1) isWebAddress('https://stadt.example/');
    for (let n = 0; n < 100; n += 1) {
      expect(isWebAddress('https://stadt.example/straße')).to.equal(true);
      expect(originOf('https://köln.example/o/1')).to.equal('https://xn--kln-sna.example');
    }
  });

  it('that is none has no parts, and no fault', () => {
    for (const text of ['', 'x', 'https://', 'https://[', '//host']) expect(parseAddress(text), text).to.equal(null);
    expect(parseAddress('/b', 'https://a.example/')?.href).to.equal('https://a.example/b');
  });
});
