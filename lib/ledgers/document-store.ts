/** What a page of the notebook says, and which writing of it this is. */
export interface StoredDocument {
  readonly text: string;
  /** From 1; grows with each writing. */
  readonly version: number;
}

/**
 * Small things that functions remember durably between runs: a position in a list, a table of popularity. Rejects when
 * it cannot be read or written: who cannot remember must not guess.
 */
export interface DocumentStore {
  read(page: string): Promise<StoredDocument | undefined>;
  /** Writes over what was read, undefined for nothing. False: somebody else has written meanwhile, nothing is changed. */
  compareAndSet(page: string, text: string, over: StoredDocument | undefined): Promise<boolean>;
}
