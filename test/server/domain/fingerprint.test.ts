import { expect } from 'chai';

import { fingerprintOf } from '../../../server/domain/fingerprint.ts';
import { blank, written } from '../../../server/domain/new-record.ts';

describe('the fingerprint of what a form has shown', () => {
  const says = (input: Readonly<Record<string, unknown>>) => written('project', blank('project', 'de'), input).value;

  it('is the same for the same content, in whatever order, with whatever other fields', () => {
    const one = says({ title: 'Licht', contact: { unit: 'Bauhof', mailbox: 'a@b.example' }, effort: '1' });
    const other = says({ contact: { mailbox: 'a@b.example', unit: 'Bauhof' }, title: 'Licht', effort: '2' });
    expect(fingerprintOf(one, ['title', 'contact'])).to.equal(fingerprintOf(other, ['contact', 'title', 'title']));
    expect(fingerprintOf(one, ['tags'])).to.equal(fingerprintOf(other, ['tags', 'gibtesnicht']));
  });

  it('differs when a letter, a line break, an order of a list or the field itself differs', () => {
    const prints = [
      fingerprintOf(says({ problem: 'Dunkel' }), ['problem']),
      fingerprintOf(says({ problem: 'Dunkel.' }), ['problem']),
      fingerprintOf(says({ problem: 'Dun\nkel' }), ['problem']),
      fingerprintOf(says({ solution: 'Dunkel' }), ['solution']),
      fingerprintOf(says({ tags: ['a', 'b'] }), ['tags']),
      fingerprintOf(says({ tags: ['b', 'a'] }), ['tags']),
      fingerprintOf(says({}), ['problem']),
    ];
    expect(new Set(prints).size).to.equal(prints.length);
  });

  it('stays short and unlike any other among very many', () => {
    const prints = Array.from({ length: 2_000 }, (_, n) => fingerprintOf(says({ title: `Licht ${n}` }), ['title']));
    expect(new Set(prints).size).to.equal(prints.length);
    expect(Math.max(...prints.map((print) => print.length))).to.be.below(40);
  });
});
