import { expect } from 'chai';

import { automationShareOf, bandOf, completenessOf, costPerThousand, eurosOf, mediaBreaksOf, yearsOf } from '../../../server/domain/computed.ts';
import { CONTENT_TYPES } from '../../../server/domain/content/content-types.ts';
import { emptyContent } from '../../../server/domain/content/field.ts';
import { freshnessOf } from '../../../server/domain/freshness.ts';
import type { Process, Project } from '../../../server/domain/record.ts';

const project = (content: object): Project => ({ content: { ...emptyContent(CONTENT_TYPES.project.fields), ...content } }) as Project;
const step = (automated: string | null, mediaBreak: boolean | null) => ({ text: 'x', role: null, system: null, automated, mediaBreak, minutes: null });
const process = (...steps: object[]): Process => ({ content: { ...emptyContent(CONTENT_TYPES.process.fields), steps } }) as unknown as Process;

describe('computed values', () => {
  it('freshness turns after 6 and after 12 months, by the calendar, and is stale where nobody confirmed', () => {
    const now = new Date('2026-08-31T12:00:00Z');
    expect(freshnessOf('2026-02-28T12:00:00.000Z', now)).to.equal('current');
    expect(freshnessOf('2026-02-28T11:59:59.999Z', now)).to.equal('check');
    expect(freshnessOf('2025-08-31T12:00:00.000Z', now)).to.equal('check');
    expect(freshnessOf('2025-08-31T11:59:59.999Z', now)).to.equal('stale');
    expect(freshnessOf(null, now)).to.equal('stale');
  });

  it('cost per 1,000 inhabitants needs an exact figure and people', () => {
    expect(costPerThousand({ band: '3', exact: 60_000 }, 12_000)).to.equal(5_000);
    expect(costPerThousand({ band: '3', exact: null }, 12_000)).to.equal(null);
    expect(costPerThousand({ band: null, exact: 60_000 }, 0)).to.equal(null);
    expect(costPerThousand({ band: null, exact: 0 }, 500)).to.equal(0);
  });

  it('a band stands for its middle, a figure falls into its band', () => {
    expect(eurosOf({ band: '2', exact: null })).to.equal(15_000);
    expect(eurosOf({ band: '2', exact: 7 })).to.equal(7);
    expect(eurosOf({ band: 'unknown', exact: null })).to.equal(null);
    expect([0, 1, 4_999, 5_000, 24_999, 25_000, 99_999, 100_000, 499_999, 500_000].map(bandOf)).to.deep.equal([
      '0',
      '1',
      '1',
      '2',
      '2',
      '3',
      '3',
      '4',
      '4',
      '5',
    ]);
  });

  it('completeness grows from 0 to 100 with what is answered', () => {
    const nothing = completenessOf('lesson', emptyContent(CONTENT_TYPES.lesson.fields));
    const some = completenessOf('lesson', { ...emptyContent(CONTENT_TYPES.lesson.fields), statement: 'Früh mit dem Personalrat reden' });
    const all = completenessOf('lesson', Object.fromEntries(CONTENT_TYPES.lesson.fields.map(({ name }) => [name, 'x'])));
    expect(nothing).to.equal(0);
    expect(some).to.be.within(1, 40);
    expect(all).to.equal(100);
  });

  it('counts automated steps, partly as half, and media breaks', () => {
    const partly = process(step('yes', false), step('partly', true), step('no', true), step(null, null));
    expect(automationShareOf(partly)).to.equal(0.375);
    expect(mediaBreaksOf(partly)).to.equal(2);
    expect(automationShareOf(process())).to.equal(null);
  });

  it('years run from start to end; a single date is its own year', () => {
    expect(yearsOf(project({ startDate: '2021-10', endDate: '2023' }))).to.deep.equal(['2021', '2022', '2023']);
    expect(yearsOf(project({ startDate: '2021' }))).to.deep.equal(['2021']);
    expect(yearsOf(project({ endDate: '2020-01-31' }))).to.deep.equal(['2020']);
    expect(yearsOf(project({}))).to.deep.equal([]);
  });
});
