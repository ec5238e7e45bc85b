import { stringify } from 'csv-stringify/sync';

import { safeCell } from './csv-table.ts';

/** A table as Excel in Germany opens it without asking; no cell of it is ever taken for a formula. */
export function tableFile(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(safeCell));
  return stringify(cells, { delimiter: ';', bom: true, quoted_match: /[,;\t\r\n]/ });
}
