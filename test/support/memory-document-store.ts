import { createLocalDocumentStore } from '../../lib/ledgers/local-document-store.ts';
import type { DocumentStore } from '../../lib/ledgers/document-store.ts';
import { createFault, type Fault } from './fault.ts';

export interface MemoryDocumentStore extends DocumentStore, Fault {}

/** A notebook in this process, which can be out of order. */
export const createMemoryDocumentStore = (): MemoryDocumentStore => {
  const notebook = createLocalDocumentStore();
  const { fail, heal, check } = createFault();
  return {
    fail,
    heal,
    async read(page) {
      await check();
      return notebook.read(page);
    },
    async compareAndSet(page, text, over) {
      await check();
      return notebook.compareAndSet(page, text, over);
    },
  };
};
