import type { DocumentStore, StoredDocument } from './document-store.ts';

/** Documents in this environment's memory, for where there is no table: forgotten when the environment ends. */
export const createLocalDocumentStore = (): DocumentStore => {
  const documents = new Map<string, StoredDocument>();
  return {
    read: (name) => Promise.resolve(documents.get(name)),
    compareAndSet(name, text, expected) {
      const version = documents.get(name)?.version;
      if (version !== expected?.version) return Promise.resolve(false);
      documents.set(name, { text, version: (version ?? 0) + 1 });
      return Promise.resolve(true);
    },
  };
};
