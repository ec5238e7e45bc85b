import { expect } from 'chai';

import { columnWords } from '../../../server/cli/column-words.ts';
import { blank, written } from '../../../server/domain/new-record.ts';
import type { KnowledgeRecord, Project } from '../../../server/domain/record.ts';
import { csvWriter } from '../../../server/formats/csv.ts';
import { readRecords } from '../../../server/formats/read-records.ts';
import { openWords } from '../../../server/web/i18n.ts';

const words = columnWords(openWords('views/locales'));

function read(content: string | Uint8Array, name = 'eintraege.csv') {
  return readRecords(typeof content === 'string' ? Buffer.from(content) : content, name, words);
}

function rowsOf(content: string | Uint8Array) {
  const result = read(content);
  if ('fault' in result) throw new Error(result.fault.code);
  return result.rows;
}

/** The one row's fields, as the check of all records takes them. */
function contentOf(content: string | Uint8Array) {
  const [row] = rowsOf(content);
  if (row === undefined) throw new Error('No row');
  const { value, problems } = written(row.type, blank(row.type, 'de'), row.input);
  return { ...value.values, ...value.content, problems: [...row.problems, ...problems], fault: row.fault } as Readonly<Record<string, unknown>>;
}

describe('a table from a spreadsheet', () => {
  const straight = 'title;summary\nStraßenlaternen;Heller für weniger Geld\n';

  for (const [how, bytes] of [
    ['UTF-8', Buffer.from(straight)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${straight}`)],
    ['Windows-1252, as old Excel writes', Buffer.from(straight, 'latin1')],
    ['UTF-16, as "Unicode text" is', Buffer.from(`\ufeff${straight}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(straight, 'utf16le')],
  ] as const) {
    it(`is read in ${how}`, () => {
      expect(contentOf(bytes)).to.include({ title: 'Straßenlaternen', summary: 'Heller für weniger Geld' });
    });
  }

  it('is read with commas, semicolons, tabs, and with the separator Excel names', () => {
    for (const text of ['title,summary\nA,B\n', 'title;summary\r\nA;B\r\n', 'title\tsummary\nA\tB', 'sep=;\ntitle;summary\nA;B\n'])
      expect(contentOf(text), text).to.include({ title: 'A', summary: 'B' });
  });

  it('knows columns by their German and English labels, in capitals or not', () => {
    const found = contentOf('TITEL;Zusammenfassung;Topics;Ansprechstelle: Funktionspostfach\nA;B;Energie | Bau;post@ort.example\n');
    expect(found).to.deep.include({ title: 'A', summary: 'B', topics: ['energy', 'construction'] });
    expect(found['contact']).to.include({ mailbox: 'post@ort.example' });
  });

  it('reads numbers, dates, choices and yes as people write them', () => {
    const found = contentOf(
      'title;Bearbeitungsstand;costOneOff.exact;operationFte;startDate;endDate;milestones;geo.lat\n' +
        'A;Pilotphase;1.234,56 €;0,5;31.12.2024;5/2025;[{"text":"Beginn","date":"2024-01"}];51,05\n',
    );
    expect(found).to.include({ phase: 'pilot', operationFte: 0.5, startDate: '2024-12-31', endDate: '2025-05' });
    expect(found['costOneOff']).to.include({ exact: 1234.56 });
    expect(found['geo']).to.include({ lat: 51.05 });
    expect(found['problems']).to.deep.equal([]);
    expect(contentOf('Art des Eintrags;statement;anonymous\nErkenntnis;So nicht;ja\n')).to.include({ statement: 'So nicht', anonymous: true });
  });

  it('gives a key back the zero that the spreadsheet dropped', () => {
    expect(contentOf('title;subject.ags\nA;5970004\n')['subject']).to.include({ ags: '05970004', state: 'DE-NW' });
  });

  it('takes a cell that begins like a formula for the text it is', () => {
    const found = contentOf('title,summary\n"\'=1+1","\'@weg"\n');
    expect(found).to.include({ title: '=1+1', summary: '@weg' });
    expect(contentOf('title,costOneOff.note\nA,-5\n')['costOneOff']).to.include({ note: '-5' });
  });

  it('keeps the row number of a spreadsheet, empty rows counted', () => {
    expect(rowsOf('title,summary\n\n"zwei\nZeilen",x\n,\nDrei,y\n').map(({ number, title }) => [number, title])).to.deep.equal([
      [3, 'zwei\nZeilen'],
      [5, 'Drei'],
    ]);
  });
});

describe('a table we write (T56)', () => {
  const exported = (content: Readonly<Record<string, unknown>>, extra: Readonly<Record<string, unknown>> = {}): string => {
    const writer = csvWriter({ words: columnWords(openWords('views/locales')), tongue: 'de', hasCodes: true, besides: [] });
    return writer.heading + writer.line(aProject(content, extra));
  };

  const FORMULAS = ['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1", "''@x"];
  const AFTER = [';', ',', '\t', '\n', '\r\n'];

  it('opens in German Excel: semicolons, and the mark that says UTF-8', () => {
    expect(exported({ title: 'Straße' }).startsWith('\ufeffKennung (id);Art des Eintrags;')).to.equal(true);
  });

  it('begins with what people look for, ends with what programs ask for, and is read back in any order', () => {
    const words = columnWords(openWords('views/locales'));
    for (const tongue of ['de', 'en'] as const) {
      const besides = [{ head: 'export.publisherName', cell: () => 'Musterstadt' }];
      const writer = csvWriter({ words, tongue, hasCodes: false, besides });
      const file =
        writer.heading + writer.line(aProject({ title: 'A', summary: 'B', topics: ['energy'], phase: 'pilot', operationFte: 0.5 }, { eigenes: 'x' }));
      const heads = writer.heading.slice(1).trim().split(';');
      const at = (path: string) => heads.indexOf(words.heads('form', path)[tongue === 'de' ? 0 : 1] ?? '');
      expect([heads.length - 1, at('export.publisherName')]).to.deep.equal([at('importedAs'), 2]);
      const [row] = rowsOf(file);
      expect(row?.input).to.include({ title: 'A', summary: 'B', phase: 'pilot', operationFte: 0.5 });
      expect(row?.input['topics']).to.deep.equal(['energy']);
      expect(row?.extra).to.deep.equal({ eigenes: 'x' });
    }
  });

  it('writes decimals as German Excel reads them, or it makes dates of them', () => {
    for (const operationFte of [0.5, 1.234, -5.5, 12, 0.0000001]) {
      const file = exported({ title: 'A', operationFte });
      expect(rowsOf(file)[0]?.input['operationFte']).to.equal(operationFte);
      expect(file).to.not.match(/;-?\d+\.\d+;/);
    }
  });

  it('starts no cell with a formula, whatever separator a spreadsheet takes it apart with, and reads back what was written', () => {
    const texts = [
      ...FORMULAS,
      ...FORMULAS.flatMap((formula) => AFTER.map((sign) => `a${sign}${formula}`)),
      ...AFTER.map((sign) => `a"${sign}=1`),
      '-5',
      'a,b;c',
      "a;'b",
    ];
    for (const text of texts) {
      const file = exported({ title: text, summary: text }, { eigenes: `e${text}` });
      for (const piece of file.slice(1).split(/[;,\t\r\n]/)) expect(piece, JSON.stringify(text)).to.not.match(/^"?[=+\-@＝](?!5$)/);
      const [row] = rowsOf(file);
      expect(row?.fault, JSON.stringify(text)).to.equal(null);
      expect([row?.input['title'], row?.input['summary'], row?.extra['eigenes']], JSON.stringify(text)).to.deep.equal([
        text,
        text,
        `e${text.replace(/\r\n?/g, '\n')}`,
      ]);
    }
  });
});

function aProject(content: Readonly<Record<string, unknown>>, extra: Readonly<Record<string, unknown>>): KnowledgeRecord {
  const at = '2026-01-01T10:00:00.000Z';
  const empty = blank('project', 'de');
  return {
    ...empty,
    id: 'https://wissen.musterstadt.example/records/a',
    type: 'project',
    slug: 'a',
    formerSlugs: [],
    publisher: 'https://wissen.musterstadt.example/organisations/musterstadt',
    created: at,
    createdBy: 'x',
    savedBy: 'x',
    saves: 1,
    working: null,
    review: null,
    published: null,
    updated: at,
    lastConfirmedAt: null,
    replaces: null,
    revision: 1,
    importKey: null,
    importedAs: null,
    content: { ...empty.content, ...content } as Project['content'],
    extra,
  };
}

describe('a damaged table', () => {
  it('names the row with too many or too few cells, and reads the others', () => {
    const rows = rowsOf('title,summary\nA,B\nC\nD,E,F\nG,H,,\n');
    expect(rows.map(({ number, fault }) => [number, fault?.code ?? null])).to.deep.equal([
      [2, null],
      [3, 'cells'],
      [4, 'cells'],
      [5, null],
    ]);
    expect(rows[1]?.fault?.values).to.deep.equal({ cells: 1, columns: 2 });
  });

  it('names the row whose quotation mark is not closed', () => {
    const rows = rowsOf('title,summary\nA,B\n"C,D\nE,F\n');
    expect(rows.map(({ number, fault }) => [number, fault?.code ?? null])).to.deep.equal([
      [2, null],
      [3, 'quotes'],
    ]);
  });

  it('fails the rows with broken characters alone', () => {
    const bytes = Buffer.concat([Buffer.from('title,summary\nStraße,gut\nB'), Buffer.from([0xff]), Buffer.from('cher,schlecht\n')]);
    expect(rowsOf(bytes).map(({ fault }) => fault?.code ?? null)).to.deep.equal([null, 'encoding']);
  });

  it('says of every file it cannot read what it is', () => {
    const codeOf = (content: string | Uint8Array): string => {
      const result = read(content);
      return 'fault' in result ? result.fault.code : 'read';
    };
    expect(codeOf('')).to.equal('empty');
    expect(codeOf('\ufeff \n')).to.equal('empty');
    expect(codeOf(Buffer.from('504b03041400', 'hex'))).to.equal('spreadsheet');
    expect(codeOf('foo,bar\n1,2\n')).to.equal('no-columns');
    expect(codeOf('title,Title\n1,2\n')).to.equal('column-twice');
    expect(codeOf('\u0000\u0000\u0000\u0000\u0000')).to.equal('no-columns');
    expect(codeOf('"title')).to.equal('no-heading');
  });

  it('takes control characters out and lets no column reach into the program', () => {
    expect(contentOf('title,summary\n"A\u0000B",C\n')).to.include({ title: 'AB' });
    const found = contentOf('title,__proto__,constructor\nA,{"isAdmin":true},x\n');
    expect(found['problems']).to.deep.include({ field: '__proto__', code: 'unknown-field', limit: null, allowed: [] });
    expect(({} as Record<string, unknown>)['isAdmin']).to.equal(undefined);
  });

  it('names the field of a cell that cannot be read', () => {
    const problems = contentOf('title;costOneOff.exact;startDate;topics;sources\nA;viel;bald;Raumfahrt;keine Adresse\n')['problems'] as {
      field: string;
      code: string;
    }[];
    expect(problems.map(({ field, code }) => `${field} ${code}`)).to.have.members([
      'costOneOff.exact not-a-number',
      'startDate not-a-date',
      'topics not-a-code',
      'sources.0.url not-a-url',
    ]);
  });
});
