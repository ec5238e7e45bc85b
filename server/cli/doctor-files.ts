import { blobName, bytesOf } from '../domain/stored-file.ts';
import { type Check, reasonOf } from './doctor-checks.ts';

const MEGABYTE = 1_048_576;
const AT_ONCE = 500;

/** How many files people added and what they take; and whether the bytes of each lie where they should. */
export const checkFiles: Check = async ({ blobs, stores }) => {
  try {
    const here = new Set<string>();
    for await (const { name } of blobs.list()) here.add(name);
    let [count, bytes, missing] = [0, 0, 0];
    for (let after = ''; ; ) {
      const page = await stores.files.page(after, AT_ONCE);
      for (const file of page.filter(({ state }) => state === 'kept')) {
        count += 1;
        bytes += bytesOf(file);
        if (file.parts.some((part) => !here.has(blobName(file, part)))) missing += 1;
      }
      after = page.at(-1)?.id ?? after;
      if (page.length < AT_ONCE) break;
    }
    const values = { count, size: Math.ceil(bytes / MEGABYTE) };
    return [{ state: 'ok', key: 'files', values }, ...(missing === 0 ? [] : [{ state: 'fail', key: 'files-missing', values: { count: missing } } as const])];
  } catch (err) {
    return [{ state: 'fail', key: 'files-closed', values: { reason: reasonOf(err) } }];
  }
};
