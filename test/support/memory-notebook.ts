import { createLocalNotebook } from '../../lib/ledgers/local-notes.ts';
import type { Notebook } from '../../lib/ledgers/notes.ts';
import { createFault, type Fault } from './fault.ts';

export interface MemoryNotebook extends Notebook, Fault {}

/** A notebook in this process, which can be out of order. */
export const createMemoryNotebook = (): MemoryNotebook => {
  const notebook = createLocalNotebook();
  const { fail, heal, check } = createFault();
  return {
    fail,
    heal,
    async read(page) {
      await check();
      return notebook.read(page);
    },
    async write(page, text, over) {
      await check();
      return notebook.write(page, text, over);
    },
  };
};
