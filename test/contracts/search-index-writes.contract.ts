import { expect } from 'chai';
import { aDocument, inBatches } from '../fixtures/search-documents.ts';
import { filled, type Subject } from './search-index-subject.ts';

/** What becomes of documents that are put, removed and read again. */
export function writesAreKept({ index, put, ask, found }: Subject): void {
  describe('put and remove', () => {
    it('make a document findable on return, and give back what a result line shows', async () => {
      const document = aDocument('a', { title: 'Solardach der Feuerwache', summary: 'Strom vom eigenen Dach.' });
      await put(document, aDocument('b'));
      const [hit] = (await ask('Feuerwache')).hits;
      expect(hit).to.include({ id: document.id, title: document.title, summary: document.summary, freshness: 'current', distance: null });
      expect(hit).to.include({ published: document.published, updated: document.updated, confirmedAt: document.confirmedAt });
      expect(hit?.shown).to.deep.equal(document.shown);
    });
    it('count a document put twice once, and forget what it said before', async () => {
      await put(aDocument('a', { title: 'Wochenmarkt' }));
      await put(aDocument('a', { title: 'Schwimmhalle' }));
      expect(await found('Schwimmhalle')).to.deep.equal(['a']);
      expect(await found('Wochenmarkt')).to.deep.equal([]);
      expect((await ask('')).total).to.equal(1);
    });
    it('take the later one of two in the same batch', async () => {
      await put(aDocument('a', { title: 'Wochenmarkt' }), aDocument('a', { title: 'Schwimmhalle' }));
      expect(await found('Schwimmhalle')).to.deep.equal(['a']);
      expect((await ask('')).total).to.equal(1);
    });
    it('keep the order of calls that were not waited for', async () => {
      const many = Array.from({ length: 120 }, (_, at) => aDocument(`n${at}`, { title: 'Wochenmarkt' }));
      await Promise.all([
        put(...many, aDocument('a', { title: 'Wochenmarkt' })),
        put(aDocument('a', { title: 'Schwimmhalle' })),
        index().remove([many[0]?.id ?? '']),
      ]);
      expect(await found('Schwimmhalle')).to.deep.equal(['a']);
      expect((await ask('Wochenmarkt')).total).to.equal(119);
    });
    it('remove what is there and take no offence at what is not', async () => {
      const document = aDocument('a');
      await put(document, aDocument('b'));
      await index().remove([document.id, 'https://stadt.example/projekte/nie']);
      expect(await found('')).to.deep.equal(['b']);
      await put(document);
      expect((await found('')).sort()).to.deep.equal(['a', 'b']);
    });
    it('take 500 documents at once, and none', async () => {
      await index().put(Array.from({ length: 500 }, (_, at) => aDocument(`n${at}`)));
      await index().put([]);
      await index().remove([]);
      expect((await ask('')).total).to.equal(500);
    });
  });

  describe('rebuild', () => {
    it('is due at first, and not after it', async () => {
      expect(await index().mustRebuild()).to.equal(true);
      await index().rebuild({ documents: inBatches([]), total: 0, onProgress: () => undefined });
      expect(await index().mustRebuild()).to.equal(false);
      expect((await ask('')).filling).to.equal(null);
    });
    it('drops what the store no longer has, and reports its progress', async () => {
      await filled(index(), [aDocument('alt', { title: 'Rad' })]);
      const progress: number[] = [];
      const documents = Array.from({ length: 30 }, (_, at) => aDocument(`n${at}`, { title: 'Rad' }));
      await index().rebuild({ documents: inBatches(documents, 10), total: 30, onProgress: (done) => progress.push(done) });
      expect((await ask('Rad')).total).to.equal(30);
      expect(await found('Rad')).not.to.include('alt');
      expect(progress).to.deep.equal([10, 20, 30]);
    });
    for (const isFirst of [true, false]) {
      it(`loses nothing that is put or removed meanwhile (${isFirst ? 'first' : 'later'} time)`, async () => {
        const documents = Array.from({ length: 40 }, (_, at) => aDocument(`n${at}`, { title: 'Rad' }));
        if (!isFirst) await filled(index(), documents);
        async function* slowly() {
          yield documents.slice(0, 20);
          await put(aDocument('neu', { title: 'Rad' }), aDocument('n1', { title: 'Bahn' }), aDocument('n30', { title: 'Bahn' }));
          await index().remove([aDocument('n2').id, aDocument('n31').id]);
          yield documents.slice(20);
          await put(aDocument('n32', { title: 'Bahn' }));
        }
        await index().rebuild({ documents: slowly(), total: 40, onProgress: () => undefined });
        expect((await found('Bahn')).sort()).to.deep.equal(['n1', 'n30', 'n32']);
        const all = await found('', { perPage: 100 });
        expect(all).to.include('neu').and.not.include('n2').and.not.include('n31');
        expect(all).to.have.length(39);
      });
    }
    it('keeps answering from the old index until the new one is whole', async () => {
      const documents = Array.from({ length: 20 }, (_, at) => aDocument(`n${at}`, { title: 'Rad' }));
      await filled(index(), documents);
      const seen: (number | null)[] = [];
      async function* slowly() {
        for (const document of documents) {
          yield [document];
          const { total, filling } = await ask('Rad');
          seen.push(total, filling);
        }
      }
      await index().rebuild({ documents: slowly(), total: 20, onProgress: () => undefined });
      expect(new Set(seen)).to.deep.equal(new Set([20, null]));
    });
    it('answers from what is there while it is filled for the first time, and says how far it is', async () => {
      const seen: (number | null)[] = [];
      async function* slowly() {
        for (const id of ['a', 'b', 'c', 'd']) {
          yield [aDocument(id)];
          seen.push((await ask('')).filling);
        }
      }
      await index().rebuild({ documents: slowly(), total: 4, onProgress: () => undefined });
      expect(seen).to.deep.equal([0.25, 0.5, 0.75, 1]);
    });
    it('leaves the old index as it was when the store fails', async () => {
      await filled(index(), [aDocument('a', { title: 'Rad' })]);
      async function* broken() {
        yield [aDocument('b', { title: 'Rad' })];
        throw new Error('the store is down');
      }
      let fault: unknown;
      await index()
        .rebuild({ documents: broken(), total: 2, onProgress: () => undefined })
        .catch((error: unknown) => {
          fault = error;
        });
      expect(fault).to.be.instanceOf(Error).with.property('message', 'the store is down');
      expect(await found('Rad')).to.deep.equal(['a']);
      await filled(index(), [aDocument('c', { title: 'Rad' })]);
      expect(await found('Rad')).to.deep.equal(['c']);
    });
  });
}
