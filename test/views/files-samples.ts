import { addresses } from '../../server/domain/addresses.ts';
import { problem } from '../../server/domain/content/field-problem.ts';
import { fileLines } from '../../server/domain/file-slot.ts';
import type { KnowledgeRecord } from '../../server/domain/record.ts';
import type { StoredFile } from '../../server/domain/stored-file.ts';
import { fileAddress } from '../../server/view-models/file-address.ts';
import { type FilesState, type FilesView, filesView } from '../../server/view-models/files-view.ts';
import type { Words } from '../../server/view-models/words.ts';

const where = addresses('https://town.example');
const part = { type: 'image/jpeg', bytes: 1_234_567, digest: 'aa', width: 2_560, height: 1_440 };

export const aStoredFile = (differently: Partial<StoredFile> = {}): StoredFile => ({
  id: 'a1',
  record: where.record('project'),
  publisher: where.organisation('musterstadt'),
  kind: 'image',
  name: 'Rathaus <neu>.jpg',
  alt: 'Das Rathaus von vorn',
  credit: 'Ada Licht',
  licence: 'CC BY 4.0',
  parts: [
    { ...part, size: null },
    { ...part, size: 320, type: 'image/webp', width: 320, height: 180 },
    { ...part, size: 960, type: 'image/webp', width: 960, height: 540 },
  ],
  addedAt: '2026-11-21T12:00:00Z',
  addedBy: 'x',
  state: 'kept',
  unusedSince: null,
  ...differently,
});

/** The page of a record's files: with files of every kind, empty, and with everything wrong. */
export function filesSamples(words: Words, aRecord: (type: 'project' | 'process', input: Readonly<Record<string, unknown>>) => KnowledgeRecord): FilesView[] {
  const file = aStoredFile();
  const url = where.file(file.id, 'rathaus-neu.jpg');
  const line = { url, title: 'Rathaus', alt: 'Das Rathaus', credit: 'Ada' };
  const urls = [url, 'https://elsewhere.example/a.pdf', where.file('gone', 'x.pdf')];
  const project = aRecord('project', { title: 'Titel', documents: urls.map((one) => ({ ...line, url: one, title: one === url ? 'Rathaus' : null })) });
  const process = aRecord('process', { name: 'Ablauf', bpmn: { picture: url } });
  const shown = (record: KnowledgeRecord) => ({
    record,
    lines: fileLines(record).map((one) => ({ ...one, isOurs: where.fileIn(one.url) !== null, file: one.url === url ? file : null })),
    unused: [aStoredFile({ kind: 'document', name: 'Alt.pdf', parts: [{ ...part, size: null, type: 'application/pdf', width: null, height: null }] })],
    taken: 12_345_678,
    quota: 2 * 1024 ** 3,
  });
  const plain: FilesState = { said: null, typed: {}, slot: '', isAgain: false, wrong: null };
  const wrong = { flaw: 'vector', problems: [problem('documents.alt', 'required'), problem('documents.credit', 'too-long', { limit: 300 })] } as const;
  const view = (record: KnowledgeRecord, state: FilesState, empty = false) =>
    filesView(empty ? { ...shown(record), lines: [], unused: [] } : shown(record), state, words, fileAddress(where));
  return [
    view(project, { ...plain, said: 'added' }),
    view(project, plain, true),
    view(project, { ...plain, typed: { 'documents.title': '<b>x</b>' }, isAgain: true, wrong }),
    view(process, plain),
    view(process, { ...plain, slot: 'bpmn.picture', wrong: { flaw: 'too-large', problems: [] } }, true),
  ];
}
