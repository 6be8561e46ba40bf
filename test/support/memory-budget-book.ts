import type { BudgetBook } from '../../lib/ledgers/budget-book.ts';
import { createLocalBudgetBook } from '../../lib/ledgers/local-budget-book.ts';
import { createFault, type Fault } from './fault.ts';

export interface MemoryBudgetBook extends BudgetBook, Fault {}

/** A budget book in this process, which can be out of order. */
export const createMemoryBudgetBook = (): MemoryBudgetBook => {
  const book = createLocalBudgetBook();
  const { fail, heal, check } = createFault();
  return {
    fail,
    heal,
    async spend(limits, now) {
      await check();
      return book.spend(limits, now);
    },
    async add(calls, now) {
      await check();
      await book.add(calls, now);
    },
    async spent(now) {
      await check();
      return book.spent(now);
    },
  };
};
