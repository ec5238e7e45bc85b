export const FILE_KINDS = ['image', 'document'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** One rendering of a file: as it was taken in (`size` null), or a thumbnail at most that many pixels wide. */
export interface FilePart {
  readonly size: number | null;
  readonly type: string;
  readonly bytes: number;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** What is known of a file that lies here; its bytes lie in the FileBlobs. */
export interface StoredFile {
  readonly id: string;
  /** IRI of the record it belongs to, and of that record's publisher, whose quota it counts against. */
  readonly record: string;
  readonly publisher: string;
  readonly kind: FileKind;
  /** As people know it, cleaned; with the ending of what it is now. */
  readonly name: string;
  readonly alt: string;
  readonly credit: string;
  readonly licence: string | null;
  readonly parts: readonly FilePart[];
  readonly addedAt: string;
  readonly addedBy: string;
  /** `arriving`: its place is reserved and its bytes may not all be here; `removed`: they are gone for good, its address answers 410. */
  readonly state: 'arriving' | 'kept' | 'removed';
  /** Since when no version that is shown or being written uses it; null while one does. The cleaning sets it. */
  readonly unusedSince: string | null;
}

/** How long a file stays that the record does not use any more: so long an older version can be restored whole. */
export const KEPT_UNUSED_DAYS = 30;

/** Who is so slow is dead: the reservation of a file whose process ended in the middle is given back after this. */
export const ARRIVES_WITHIN_MS = 3_600_000;

export const THUMBNAILS = [320, 960] as const;

export const FILE_LIMITS = {
  imageBytes: 20 * 1024 ** 2,
  documentBytes: 50 * 1024 ** 2,
  /** Width and height of a picture as it is kept. */
  side: 2_560,
  /** Width times height of a picture as it comes. */
  pixels: 50_000_000,
  /** The same of AVIF, which takes about 20 bytes of memory for each. */
  avifPixels: 16_000_000,
} as const;

/** What a blob is called in the store. */
export function blobName(file: Pick<StoredFile, 'id'>, { size }: Pick<FilePart, 'size'>): string {
  return size === null ? file.id : `${file.id}-${size}`;
}

export function bytesOf(file: StoredFile): number {
  return file.state === 'removed' ? 0 : file.parts.reduce((sum, { bytes }) => sum + bytes, 0);
}
