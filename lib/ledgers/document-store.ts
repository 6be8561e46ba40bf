export interface StoredDocument {
  readonly text: string;
  /** From 1; grows by one with each write. */
  readonly version: number;
}

/**
 * Small documents that functions remember durably between runs: a position in a list, a table of popularity. Rejects
 * when a document cannot be read or written: a caller that cannot remember must not guess.
 */
export interface DocumentStore {
  read(name: string): Promise<StoredDocument | undefined>;
  /**
   * Replaces what was read; `expected` is undefined where nothing was. False: somebody else has written meanwhile, and
   * nothing is changed.
   */
  compareAndSet(name: string, text: string, expected: StoredDocument | undefined): Promise<boolean>;
}

/** A store whose every operation goes through `ask`, which finds the store to put it to. */
export const delegateDocumentStore = (
  ask: <T>(use: (documents: DocumentStore) => Promise<T>) => Promise<T>,
): DocumentStore => ({
  read: (name) => ask((documents) => documents.read(name)),
  compareAndSet: (name, text, expected) => ask((documents) => documents.compareAndSet(name, text, expected)),
});
