import { GridFSBucket, type GridFSBucketReadStream, type MongoClient } from 'mongodb';

import type { Bytes, FileBlobs } from '../ports/file-blobs.ts';
import { closeMongo, connectMongo, databaseOf, type MongoOptions } from './mongo-connection.ts';
import { answering, reaching } from './mongo-errors.ts';

const BUCKET = 'blobs';
const NAME = /^[a-z0-9][a-z0-9-]{0,99}$/;
const CHUNK_BYTES = 261_120;
// Longer than any upload takes: older chunks without a file belong to a process that is no more.
const LEFT_MS = 24 * 3_600_000;

/** Blobs in a MongoDB, beside its collections, over a connection of its own: reading a big file holds up nobody's record. */
export async function openGridFsBlobs(connection: MongoOptions): Promise<FileBlobs> {
  const client = await connectMongo(connection);
  return gridFsBlobs(client, databaseOf(connection.url));
}

function gridFsBlobs(client: MongoClient, name: string): FileBlobs {
  const database = client.db(name);
  const bucket = new GridFSBucket(database, { bucketName: BUCKET, chunkSizeBytes: CHUNK_BYTES, writeConcern: { w: 'majority', journal: true } });
  const versions = (blob: string) => reaching(() => bucket.find({ filename: blobKey(blob) }, { sort: { uploadDate: -1, _id: -1 } }).toArray());

  return {
    put: (blob, bytes) =>
      reaching(async () => {
        const older = await versions(blob);
        const upload = bucket.openUploadStream(blobKey(blob));
        try {
          // The file's own document is written last: until then nobody finds the chunks.
          for await (const chunk of bytes) await written(upload, chunk);
          await ended(upload);
        } catch (err) {
          await upload.abort().catch(() => undefined);
          throw err;
        }
        for (const { _id } of older) await bucket.delete(_id).catch(unlessGone);
      }),
    async open(blob, range = null) {
      const [newest] = await versions(blob);
      if (newest === undefined) return null;
      return bytesOf(bucket.openDownloadStream(newest._id, range === null ? {} : { start: range.first, end: Math.min(range.last + 1, newest.length) }));
    },
    async remove(blob) {
      for (const { _id } of await versions(blob)) await reaching(() => bucket.delete(_id).catch(unlessGone));
    },
    async *list() {
      for await (const { filename, length, uploadDate } of bucket.find({})) yield { name: filename, bytes: length, since: uploadDate };
    },
    async tidy() {
      const chunks = database.collection(`${BUCKET}.chunks`);
      const seen = await answering(() => chunks.distinct('files_id', { n: 0 }));
      const whole = new Set((await answering(() => bucket.find({}, { projection: { _id: 1 } }).toArray())).map(({ _id }) => String(_id)));
      const before = Date.now() - LEFT_MS;
      for (const id of seen) {
        const isOld = typeof id === 'object' && 'getTimestamp' in id && (id.getTimestamp() as Date).getTime() < before;
        if (isOld && !whole.has(String(id))) await answering(() => chunks.deleteMany({ files_id: id }));
      }
    },
    close: () => closeMongo(client),
  };
}

function blobKey(name: string): string {
  if (!NAME.test(name)) throw new TypeError(`${name} is no name for a blob`);
  return name;
}

function written(upload: ReturnType<GridFSBucket['openUploadStream']>, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    upload.write(chunk, (err) => (err === null || err === undefined ? resolve() : reject(err)));
  });
}

function ended(upload: ReturnType<GridFSBucket['openUploadStream']>): Promise<void> {
  return new Promise((resolve, reject) => {
    upload.once('error', reject);
    upload.end(() => resolve());
  });
}

async function* bytesOf(download: GridFSBucketReadStream): Bytes {
  try {
    for await (const chunk of download) yield chunk as Uint8Array;
  } finally {
    await download.abort().catch(() => undefined);
  }
}

/** Somebody else removed it in the same moment. */
function unlessGone(err: unknown): void {
  if (err instanceof Error && err.message.startsWith('File not found')) return;
  throw err;
}
