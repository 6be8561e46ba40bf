import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Mutant } from './points.ts';
import type { Outcome } from './trial.ts';

export interface Tried extends Mutant {
  readonly outcome: Outcome | 'does not compile';
}

/** What has been tried, a line each, so that a run that was ended goes on where it was. */
export interface Journal {
  readonly find: (mutant: Mutant) => Tried | undefined;
  readonly add: (tried: Tried) => void;
}

export const openJournal = (path: string): Journal => {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  mkdirSync(dirname(path), { recursive: true });
  const tried = lines.map((line) => JSON.parse(line) as Tried);
  return {
    find: (mutant) => tried.find((one) => isSame(one, mutant)),
    add: (one) => {
      tried.push(one);
      appendFileSync(path, `${JSON.stringify(one)}\n`);
    },
  };
};

const isSame = (a: Mutant, b: Mutant): boolean =>
  a.file === b.file && a.start === b.start && a.end === b.end && a.replacement === b.replacement;
