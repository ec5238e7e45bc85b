import { expect } from 'chai';

import { searchDocument } from '../../../server/actions/search-document.ts';
import { addresses } from '../../../server/domain/addresses.ts';
import { placeFacts } from '../../../server/domain/place-facts.ts';
import type { SafeHtml } from '../../../server/domain/safe-html.ts';
import { recordView } from '../../../server/view-models/record-view.ts';
import { openWords } from '../../../server/web/i18n.ts';
import { anOrganisation, aRecord } from '../../views/samples.ts';

const publisher = anOrganisation({ regiostar7: '73', coordinates: { lat: 51, lon: 8 } });
const where = addresses('https://town.example');

describe('what readers and the index are told of a record', () => {
  const documentOf = (record: ReturnType<typeof aRecord>) =>
    searchDocument({ record, publisher, place: placeFacts(record, publisher, undefined), lessons: [] }, () => [], where);

  it('counts no cost as known that is said to be unknown', () => {
    const hasCost = (differently: object) => documentOf(aRecord('project', { title: 'Licht', ...differently })).facets['hasCost'];
    expect(hasCost({ costOneOff: { band: 'unknown' }, costPerYear: { band: 'unknown' } })).to.deep.equal(['no']);
    expect(hasCost({ costOneOff: { band: 'unknown' }, costPerYear: { band: '0' } })).to.deep.equal(['yes']);
    expect(hasCost({ costOneOff: { exact: 1 } })).to.deep.equal(['yes']);
    expect(hasCost({})).to.deep.equal(['no']);
  });

  it('says of the place of an anonymous lesson its state and size class alone', () => {
    const lesson = aRecord('lesson', { statement: 'Zu früh gekauft', anonymous: true });
    const told = { name: null, state: 'DE-NW', sizeType: '30', regiostar7: null, orgType: null, population: null, point: null };
    expect(placeFacts(lesson, publisher, undefined)).to.deep.equal(told);
    expect(documentOf(lesson).facets['orgType']).to.deep.equal([]);
  });

  it('calls a lesson without a kind a lesson, and leads to all of them', () => {
    const words = openWords('views/locales').de;
    const lesson = aRecord('lesson', { statement: 'Zu früh gekauft', origin: 'public-source' });
    const found = { record: lesson, publisher, place: placeFacts(lesson, publisher, undefined), lessons: [], about: null };
    const view = recordView(found, { words, now: new Date(), renderMarkdown: (text) => text as SafeHtml });
    expect([view.kind, view.kindHref]).to.deep.equal(['Erkenntnis', '/search?type=lesson']);
  });
});
