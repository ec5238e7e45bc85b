import type { Addresses } from '../domain/addresses.ts';
import { nameInAddress } from '../domain/file-name.ts';
import { endingFor } from '../domain/file-types.ts';
import type { StoredFile } from '../domain/stored-file.ts';

export type FileAddress = (file: StoredFile, size: number | null) => string;

/** The path of a file on this host, or of its thumbnail of this size. */
export function fileAddress({ base, file: addressOf }: Pick<Addresses, 'base' | 'file'>): FileAddress {
  return (file, size) => {
    const part = file.parts.find((one) => one.size === size);
    return addressOf(file.id, nameInAddress(file.name, endingFor(part?.type ?? '')), size).slice(base.length);
  };
}
