import { expect } from 'chai';

import { agsOfArs, countyFrom, isAgs, type Place, sizeTypeOf, stateOfAgs } from '../../../server/domain/place.ts';
import { slugCandidate, slugOf } from '../../../server/domain/slug.ts';

describe('places', () => {
  it('know their state by the first two digits, and nothing beyond 16', () => {
    expect(['01001000', '05', '11000000', '16077001'].map(stateOfAgs)).to.deep.equal(['DE-SH', 'DE-NW', 'DE-BE', 'DE-TH']);
    expect(stateOfAgs('17000000')).to.equal(null);
    expect(['00000000', '17000000', '1001000', '010010000', 'abcdefgh'].filter(isAgs)).to.deep.equal([]);
    expect(['01001000', '05970'].every(isAgs)).to.equal(true);
  });

  it('read the AGS out of the ARS as the example of the domain says', () => {
    expect(agsOfArs('145215115430')).to.equal('14521430');
    expect(agsOfArs('14521511543')).to.equal(null);
  });

  it('have the size type of their inhabitants', () => {
    const sizes = [500_000, 499_999, 100_000, 99_999, 50_000, 20_000, 10_000, 5_000, 4_999, 0].map(sizeTypeOf);
    expect(sizes).to.deep.equal(['11', '12', '12', '21', '21', '22', '30', '40', '50', '50']);
    expect(sizeTypeOf(null)).to.equal(null);
  });

  it('sum up to a county whose point is where its people live', () => {
    const place = (ags: string, population: number, lat: number): Place => ({
      ags,
      name: ags,
      type: 'Gemeinde',
      state: 'DE-NW',
      district: 'Kreis X',
      population,
      lat,
      lon: 8,
    });
    const county = countyFrom('05970', [place('05970001', 30_000, 51), place('05970002', 10_000, 52)]);
    expect(county).to.include({ ags: '05970', name: 'Kreis X', population: 40_000 });
    expect(county?.lat).to.be.closeTo(51.25, 0.000_1);
    expect(countyFrom('05970', [])).to.equal(null);
  });
});

describe('addresses', () => {
  it('are made of small letters, umlauts written out, and never empty', () => {
    expect(slugOf('Straßenbeleuchtung für Öhringen: Größe & Übermut')).to.equal('strassenbeleuchtung-fuer-oehringen-groesse-uebermut');
    expect(slugOf('Łódź – señor')).to.equal('odz-senor');
    expect(slugOf('!!! ???')).to.equal('eintrag');
    expect(slugOf('x'.repeat(50).concat(' ').repeat(3)).length).to.be.at.most(80);
  });

  it('keep clear of the address of the form', () => {
    expect(slugCandidate('New', 0)).to.not.equal('new');
    expect(slugCandidate('Licht', 2)).to.equal('licht-3');
  });
});
