import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type Request, type Response, Router } from 'express';

import { type ExportSearch, MOST_EXPORTED, type SearchExport } from '../../actions/export-search.ts';
import type { FindPlace } from '../../actions/find-place.ts';
import type { Addresses } from '../../domain/addresses.ts';
import type { DescribedRecord } from '../../domain/described-record.ts';
import { freshnessOf } from '../../domain/freshness.ts';
import type { KnowledgeRecord } from '../../domain/record.ts';
import { csvWriter } from '../../formats/csv.ts';
import { jsonLdWriter } from '../../formats/json-ld-records.ts';
import { jsonWriter } from '../../formats/json-records.ts';
import type { ColumnWords } from '../../formats/record-columns.ts';
import { queryOf, searchHref } from '../../view-models/search-params.ts';
import type { Words } from '../../view-models/words.ts';
import { contextOf } from '../../web/context.ts';
import { showProblem } from '../../web/refusals.ts';
import type { Show } from '../../web/show.ts';
import { findNear, readSearchParams } from '../search-query-params.ts';

interface Needs {
  readonly exportSearch: ExportSearch;
  readonly findPlace: FindPlace;
  readonly addresses: Addresses;
  readonly columnWords: ColumnWords;
  readonly clock: () => Date;
  readonly show: Show;
}

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8', jsonld: 'application/ld+json; charset=utf-8' } as const;
type Ending = keyof typeof TYPES;
const AT_THE_SAME_TIME = 8;
// Somebody who reads nothing of what they asked for holds a place: few of them each, and not for ever.
const FROM_ONE_ADDRESS = 3;
const LONGEST_MS = 5 * 60_000;
const STOPPED: ReadonlySet<string> = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR']);

interface Writer {
  readonly heading: string;
  line(found: DescribedRecord, n: number): string;
  readonly end: string;
}

/** /search.csv, /search.json and /search.jsonld with the parameters of the page: every hit of the search, as far as visitors may see it. */
export function searchExportPage({ exportSearch, findPlace, addresses, columnWords, clock, show }: Needs): Router {
  const router = Router();
  const running: string[] = [];

  for (const ending of Object.keys(TYPES) as Ending[]) {
    router.get(`/search.${ending}`, async (req, res) => {
      // Each reads thousands of records; a handful at a time leave the house responsive for everybody else.
      const address = req.ip ?? '';
      const isFull = running.length >= AT_THE_SAME_TIME || running.filter((one) => one === address).length >= FROM_ONE_ADDRESS;
      if (isFull) return showProblem(req, res.set('Retry-After', '10'), show, 429);
      running.push(address);
      try {
        await send(req, res, ending);
      } finally {
        running.splice(running.indexOf(address), 1);
      }
    });
  }
  return router;

  async function send(req: Request, res: Response, ending: Ending): Promise<void> {
    const { words } = contextOf(res);
    const params = { ...readSearchParams(req.query), page: 1 };
    const { near } = await findNear(findPlace, params);
    const found = await exportSearch(queryOf(params, near, { perPage: 1, count: [] }));
    const day = clock().toISOString().slice(0, 10);
    res.set({
      'Content-Type': TYPES[ending],
      'Content-Disposition': `attachment; filename="leuchtnetz-${words.t('tools.export.file')}-${day}.${ending}"`,
      'Cache-Control': 'no-store',
      // How many there are, and how many of them are given at most.
      'X-Total-Count': String(found.total),
      'X-Limit': String(MOST_EXPORTED),
    });
    if (req.method === 'HEAD') return void res.end();
    const writer = writerFor(ending, found, searchHref(params), words);
    await pipeline(Readable.from(written(writer, found.records)), res, { signal: AbortSignal.timeout(LONGEST_MS) }).catch((err: unknown) => {
      // Who stops reading has told us enough.
      if (!(err instanceof Error && 'code' in err && STOPPED.has(String(err.code)))) throw err;
    });
  }

  function writerFor(ending: Ending, { total, isWhole }: SearchExport, search: string, words: Words): Writer {
    const byRecord = (line: (record: KnowledgeRecord, n: number) => string) => (found: DescribedRecord, n: number) => line(found.record, n);
    switch (ending) {
      case 'csv':
        return tableWriter(words);
      case 'json': {
        const head = { leuchtnetz: 1, from: addresses.base, search: `${addresses.base}${search}`, exported: clock().toISOString() };
        const { heading, line, end } = jsonWriter({ ...head, total, limit: MOST_EXPORTED, isWhole });
        return { heading, line: byRecord(line), end };
      }
      case 'jsonld': {
        const { heading, line, end } = jsonLdWriter(addresses.base);
        return { heading, line: byRecord(line), end };
      }
    }
  }

  function tableWriter(words: Words): Writer {
    const now = clock();
    const places = new Map<string, string>();
    const names = new Map<string, string>();
    const writer = csvWriter({
      words: columnWords,
      tongue: words.language,
      hasCodes: false,
      besides: [
        { head: 'export.url', cell: ({ type, slug }) => addresses.page(type, slug) },
        { head: 'export.place', cell: ({ id }) => places.get(id) ?? '' },
        { head: 'export.publisherName', cell: ({ publisher }) => names.get(publisher) ?? '' },
        { head: 'export.freshness', cell: ({ lastConfirmedAt }) => words.label('freshness', freshnessOf(lastConfirmedAt, now)) },
      ],
    });
    return {
      heading: writer.heading,
      line({ record, place, publisher }) {
        const state = place.state === null ? null : words.label('state', place.state);
        const where = [place.name, state === place.name ? null : state].filter((part) => part !== null).join(', ');
        places.clear();
        places.set(record.id, where);
        names.set(record.publisher, publisher.content.name ?? '');
        return writer.line(record);
      },
      end: '',
    };
  }
}

async function* written(writer: Writer, records: AsyncIterable<DescribedRecord>): AsyncGenerator<string> {
  yield writer.heading;
  let n = 0;
  for await (const found of records) {
    yield writer.line(found, n);
    n += 1;
  }
  yield writer.end;
}
