import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Mutant } from './points.ts';
import type { Outcome } from './trial.ts';

export interface Tried extends Mutant {
  readonly outcome: Outcome;
}

/** What has been tried. */
export interface Journal {
  readonly survivors: () => readonly Tried[];
  readonly find: (mutant: Mutant) => Tried | undefined;
  readonly add: (tried: Tried) => void;
}

/** A line each in the file `path`, so that a run that was ended goes on where it was. */
export const openJournal = (path: string): Journal => {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  mkdirSync(dirname(path), { recursive: true });
  const journal = createJournal(lines.map((line) => JSON.parse(line) as Tried));
  return {
    ...journal,
    add: (one) => {
      journal.add(one);
      appendFileSync(path, `${JSON.stringify(one)}\n`);
    },
  };
};

export const createJournal = (tried: Tried[] = []): Journal => ({
  survivors: () => tried.filter(isAlive),
  find: (mutant) => tried.findLast((one) => isSame(one, mutant)),
  add: (one) => void tried.push(one),
});

export const isAlive = ({ outcome }: Tried): boolean => outcome.kind === 'survived' || outcome.kind === 'survived-near';

const isSame = (a: Mutant, b: Mutant): boolean =>
  a.file === b.file && a.start === b.start && a.end === b.end && a.change === b.change;

/** The mutants of `now` that `before` were, in code that has changed since: the same change, the nearest line. */
export const findAgain = (before: readonly Mutant[], now: readonly Mutant[]): readonly Mutant[] =>
  before.flatMap((mutant) => {
    const same = now.filter(({ file, change }) => file === mutant.file && change === mutant.change);
    return same.sort((a, b) => Math.abs(a.line - mutant.line) - Math.abs(b.line - mutant.line)).slice(0, 1);
  });
