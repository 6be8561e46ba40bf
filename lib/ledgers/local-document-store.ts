import type { StoredDocument, DocumentStore } from './document-store.ts';

/** A notebook in this environment's memory, for where there is no table: forgotten when the environment ends. */
export const createLocalDocumentStore = (): DocumentStore => {
  const pages = new Map<string, StoredDocument>();
  return {
    read: (page) => Promise.resolve(pages.get(page)),
    compareAndSet(page, text, over) {
      const version = pages.get(page)?.version;
      if (version !== over?.version) return Promise.resolve(false);
      pages.set(page, { text, version: (version ?? 0) + 1 });
      return Promise.resolve(true);
    },
  };
};
