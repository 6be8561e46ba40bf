import { delegateDocumentStore, type DocumentStore } from '../../lib/ledgers/document-store.ts';
import { createLocalDocumentStore } from '../../lib/ledgers/local-document-store.ts';
import { createFault, type Fault } from './fault.ts';

export interface MemoryDocumentStore extends DocumentStore, Fault {}

/** A document store in this process, which can be out of order. */
export const createMemoryDocumentStore = (): MemoryDocumentStore => {
  const documents = createLocalDocumentStore();
  const { fail, heal, check } = createFault();
  const reachable = delegateDocumentStore(async (use) => {
    await check();
    return use(documents);
  });
  return { fail, heal, ...reachable };
};
