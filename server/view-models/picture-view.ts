import type { StoredFile } from '../domain/stored-file.ts';
import type { FileAddress } from './file-address.ts';
import type { Words } from './words.ts';

/** A picture of our own as a page shows it; width and height are known, so nothing jumps while it loads. */
export interface PictureView {
  readonly src: string;
  readonly srcset: string;
  readonly href: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

/** The same with whose it is, which stands with every picture. */
export interface FigureView extends PictureView {
  readonly title: string | null;
  readonly caption: string;
}

/** The record's own pictures by the addresses that stand in it; what is not in here is never loaded. */
export type Pictures = ReadonlyMap<string, FigureView>;

const SHOWN = 960;

/** Null for what is no picture. */
export function pictureView(file: StoredFile, alt: string, addressOf: FileAddress): PictureView | null {
  const whole = file.parts.find(({ size }) => size === null);
  if (file.kind !== 'image' || whole === undefined) return null;
  const shown = file.parts.find(({ size }) => size === SHOWN) ?? whole;
  const srcset = file.parts.filter(({ size }) => size !== null || shown === whole).map((part) => `${addressOf(file, part.size)} ${part.width ?? 0}w`);
  return { src: addressOf(file, shown.size), srcset: srcset.join(', '), href: addressOf(file, null), width: shown.width ?? 0, height: shown.height ?? 0, alt };
}

/** Figures for what ReadFile.shownIn found. */
export function picturesOf(shown: ReadonlyMap<string, StoredFile>, addressOf: FileAddress, words: Words): Pictures {
  return new Map(
    [...shown].flatMap(([url, file]) => {
      const picture = pictureView(file, file.alt, addressOf);
      return picture === null ? [] : [[url, { ...picture, title: null, caption: captionOf(file.credit, file.licence, words) }] as const];
    }),
  );
}

/** Whose picture it is, and under which licence. */
export function captionOf(credit: string, licence: string | null, words: Words): string {
  return licence === null || licence === '' ? words.t('files.shown.credit', { credit }) : words.t('files.shown.creditLicence', { credit, licence });
}
