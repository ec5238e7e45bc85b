import { expect } from 'chai';

import { RECORD_TYPES, type RecordType } from '../../../../server/domain/content/content-types.ts';
import type { Content, Field } from '../../../../server/domain/content/field.ts';
import { blank, written } from '../../../../server/domain/new-record.ts';
import { bodyToInput, typedIn } from '../../../../server/pages/writing/body-to-input.ts';
import { formPath } from '../../../../server/pages/writing/form-request.ts';
import { cardsOf } from '../../../../server/view-models/record-form/cards.ts';
import { askedFields } from '../../../../server/view-models/record-form/new-record-view.ts';
import { afterOrder, rowOrder, withoutEmptyRows } from '../../../../server/view-models/record-form/rows.ts';
import { type Typed, typedFrom } from '../../../../server/view-models/record-form/typed.ts';
import { openWords } from '../../../../server/web/i18n.ts';
import { FULL_PROCESS, FULL_PROJECT, LESSONS } from '../../../browser/a-full-town.ts';

const WORDS = openWords('views/locales');
const FULL: Readonly<Record<RecordType, Readonly<Record<string, unknown>>>> = { project: FULL_PROJECT, process: FULL_PROCESS, lesson: LESSONS[0] ?? {} };

const fieldsOfCards = (type: RecordType): Field[] => cardsOf(type).flatMap(({ fields }) => fields);
const field = (type: RecordType, name: string): readonly Field[] => fieldsOfCards(type).filter((one) => one.name === name);
const typed = (body: Readonly<Record<string, string | string[]>>): Typed => typedIn(body);
const read = (type: RecordType, name: string, body: Readonly<Record<string, string | string[]>>, language: 'de' | 'en' = 'de'): unknown =>
  bodyToInput(field(type, name), typed(body), WORDS[language])[name];

describe('the forms of a record', () => {
  for (const type of RECORD_TYPES) {
    for (const language of ['de', 'en'] as const) {
      it(`show a whole ${type} and read back exactly what they showed (${language})`, () => {
        const { value, problems } = written(type, blank(type, 'de'), FULL[type]);
        expect(problems).to.deep.equal([]);
        const fields = fieldsOfCards(type);
        const shown = typedFrom(fields, { ...value.values, ...value.content } as Content, WORDS[language]);
        const again = written(type, blank(type, 'de'), bodyToInput(fields, shown, WORDS[language]));
        expect(again.problems).to.deep.equal([]);
        expect(again.value.values).to.deep.equal(value.values);
        // A flag that says no is a box without a tick: nothing said.
        const unsaid = (content: unknown): unknown => JSON.parse(JSON.stringify(content, (_, inner: unknown) => (inner === false ? null : inner)));
        expect(unsaid(again.value.content)).to.deep.equal(unsaid(value.content));
      });
    }

    it(`ask every field of a ${type} on exactly one card, and what publishing needs when it begins`, () => {
      const names = fieldsOfCards(type).map(({ name }) => name);
      expect(new Set(names).size).to.equal(names.length);
      const asked = askedFields(type).map(({ name }) => name);
      expect(asked.length).to.equal(type === 'project' ? 7 : type === 'lesson' ? 4 : 2);
    });
  }

  it('understand numbers, dates and functions as people write them', () => {
    const cost = (exact: string, language: 'de' | 'en' = 'de') => read('project', 'costOneOff', { 'costOneOff.exact': exact }, language);
    expect(cost('12.345,5')).to.have.property('exact', 12_345.5);
    expect(cost('486.000 €')).to.have.property('exact', 486_000);
    expect(cost('12,345.5', 'en')).to.have.property('exact', 12_345.5);
    expect(cost('1,234', 'en')).to.have.property('exact', 1_234);
    expect(cost('viel')).to.have.property('exact', 'viel');
    expect(read('project', 'operationFte', { operationFte: '0,25' })).to.equal(0.25);
    expect(read('project', 'geo', { 'geo.lat': '51,051', 'geo.lon': '8.400' })).to.deep.equal({ lat: 51.051, lon: 8.4 });
    expect(read('project', 'startDate', { startDate: '31.5.2024' })).to.equal('2024-05-31');
    expect(read('project', 'startDate', { startDate: 'Mai 2024' })).to.equal('2024-05');
    expect(read('project', 'contact', { 'contact.role': 'projektleitung' })).to.have.property('role', 'project-lead');
    expect(read('project', 'contact', { 'contact.role': 'Bauhofleiter' })).to.have.property('role', 'Bauhofleiter');
  });

  it('take an empty answer as none, and every line as an answer', () => {
    expect(read('project', 'title', { title: '  ' })).to.equal(null);
    expect(read('project', 'topics', { topics: ['', 'energy'] })).to.deep.equal(['energy']);
    expect(read('project', 'departments', { departments: 'Bauamt\r\n\r\nKämmerei' })).to.deep.equal(['Bauamt', '', 'Kämmerei']);
    expect(read('project', 'title', {})).to.equal(null);
  });

  it('add, remove and move rows, and lose nothing that was typed', () => {
    const fields = field('project', 'milestones');
    const body = typed({ 'milestones.0.text': 'a', 'milestones.1.text': 'b', 'milestones.1.date': '2024', title: 'bleibt' });
    const ordered = (order: string, from: Typed = body): Typed => afterOrder(fields, from, rowOrder(fields, order) ?? { kind: 'add', list: '' });
    const texts = (from: Typed) => (bodyToInput(fields, from, WORDS.de)['milestones'] as { text: string | null }[]).map(({ text }) => text);
    expect(texts(ordered('add:milestones'))).to.deep.equal(['a', 'b', null]);
    expect(texts(ordered('remove:milestones.0'))).to.deep.equal(['b']);
    expect(texts(ordered('up:milestones.1'))).to.deep.equal(['b', 'a']);
    expect(ordered('up:milestones.1').get('milestones.0.date')).to.deep.equal(['2024']);
    expect(texts(ordered('down:milestones.1'))).to.deep.equal(['a', 'b']);
    expect(texts(ordered('remove:milestones.99'))).to.deep.equal(['a', 'b']);
    expect(ordered('down:milestones.0').get('title')).to.deep.equal(['bleibt']);
    expect(texts(withoutEmptyRows(fields, typed({ 'milestones.0.text': ' ', 'milestones.2.text': 'c' })))).to.deep.equal(['c']);
    for (const odd of ['add:title', 'remove:milestones', 'up:__proto__.1', 'add:', 'save', 'down:milestones.-1'])
      expect(rowOrder(fields, odd), odd).to.equal(null);
  });

  it('make no more rows than a list may have, whatever number somebody sends', () => {
    const fields = field('project', 'milestones');
    const rows = bodyToInput(fields, typed({ 'milestones.9999.text': 'x' }), WORDS.de)['milestones'] as unknown[];
    expect(rows.length).to.equal(51);
  });

  it('are kept by their address, the same in every language', () => {
    expect(formPath('/lessons/new?lang=en&about=https%3A%2F%2Fa.example%2Frecords%2F1')).to.equal('/lessons/new?about=https%3A%2F%2Fa.example%2Frecords%2F1');
    expect(formPath('/projects/new?lang=de')).to.equal('/projects/new');
  });
});
