import type { FileFlaw } from '../domain/file-types.ts';
import type { FileKind, FilePart } from '../domain/stored-file.ts';
import type { Bytes } from './file-blobs.ts';

/** Something that was sent and lies in a file of its own for now. */
export interface Upload {
  readonly path: string;
  /** As the sender calls it; nothing in it is believed. */
  readonly name: string;
  readonly bytes: number;
}

/** What it turned out to be and what is to be kept of it. */
export interface CheckedFile {
  readonly kind: FileKind;
  readonly type: string;
  readonly parts: readonly (FilePart & { readonly content: () => Bytes })[];
}

export interface FileCheck {
  /** Judges by content alone; pictures are made anew without what they told about place and device. Never throws for anything sent. */
  check(upload: Upload, takes: 'any' | 'image' | 'bpmn'): Promise<CheckedFile | { readonly flaw: FileFlaw }>;
}
