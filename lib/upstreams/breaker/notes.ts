/** Short texts that environments leave for each other. */
export interface SharedNotes {
  /** As last read; undefined where nothing stands under the name, or nothing has been read. Asks nobody. */
  read(name: string): string | undefined;
  /**
   * Replaces a text that is `expected` (undefined: none); false where another one stands there, which `read` tells from
   * then on. Rejects when it cannot be written.
   */
  write(name: string, text: string, expected: string | undefined): Promise<boolean>;
  /** Reads them all again: one command. Rejects when they cannot be read. */
  refresh(): Promise<void>;
}

/** For an environment that shares nothing. */
export const createLocalNotes = (): SharedNotes => {
  const texts = new Map<string, string>();
  return {
    read: (name) => texts.get(name),
    write(name, text, expected) {
      const isExpected = texts.get(name) === expected;
      if (isExpected) texts.set(name, text);
      return Promise.resolve(isExpected);
    },
    refresh: () => Promise.resolve(),
  };
};
