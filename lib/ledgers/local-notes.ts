import type { Note, Notebook } from './notes.ts';

/** A notebook in this environment's memory, for where there is no table: forgotten when the environment ends. */
export const createLocalNotebook = (): Notebook => {
  const pages = new Map<string, Note>();
  return {
    read: (page) => Promise.resolve(pages.get(page)),
    write(page, text, over) {
      const version = pages.get(page)?.version;
      if (version !== over?.version) return Promise.resolve(false);
      pages.set(page, { text, version: (version ?? 0) + 1 });
      return Promise.resolve(true);
    },
  };
};
