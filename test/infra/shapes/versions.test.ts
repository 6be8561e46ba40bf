import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onlyAddsOptional } from '../../../infra/shapes/only-adds-optional.ts';
import type { Structure } from '../../../infra/shapes/structure.ts';
import { nextShapes } from '../../../infra/shapes/versions.ts';
import { edited, otherEdits, structures, withOptional } from './arbitrary-structure.ts';
import { reads, valuesOf } from './values-of.ts';

const OTHERS: Readonly<Record<string, Structure>> = { teams: { object: { id: 'string' } }, live: { array: 'number' } };

/** Versions before and after a kind's structure has become another one. */
const versionsOf = (before: Structure, after: Structure) => {
  const committed = nextShapes({}, { ...OTHERS, roster: before });
  return { committed, next: nextShapes(committed, { ...OTHERS, roster: after }) };
};

const oneOf = <T>(all: readonly T[], chance: number): T | undefined => all[chance % Math.max(1, all.length)];

describe('the version of a stored shape', () => {
  it('stays while members are added that may be missing, at any depth', () => {
    let kept = 0;
    fc.assert(
      fc.property(structures, structures, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (before, of, chances) => {
        let after = before;
        for (const [index, chance] of chances.entries()) {
          const next = oneOf(edited(after, withOptional(`added${index}`, of)), chance);
          if (next !== undefined) after = next;
        }
        fc.pre(after !== before);
        const { committed, next } = versionsOf(before, after);
        expect(next.roster?.version).toBe(committed.roster?.version);
        expect(next.roster?.structure).toEqual(after);
        kept += 1;
      }),
      { numRuns: 400, seed: 14 },
    );
    expect(kept).toBe(400);
  });

  it('is another one after any other change, and those of other kinds stay', () => {
    fc.assert(
      fc.property(structures, fc.nat(), (before, chance) => {
        const after = oneOf(edited(before, otherEdits), chance);
        fc.pre(after !== undefined && JSON.stringify(after) !== JSON.stringify(before));
        const { committed, next } = versionsOf(before, after);
        expect(next.roster?.version).not.toBe(committed.roster?.version);
        expect([next.teams, next.live]).toEqual([committed.teams, committed.live]);
      }),
      { numRuns: 400, seed: 15 },
    );
  });

  it('that stays vouches: each release reads what the other has stored', () => {
    let compared = 0;
    fc.assert(
      fc.property(structures, structures, fc.nat(), fc.nat(), (before, of, chance, kind) => {
        const edit = kind % 2 === 0 ? withOptional('added', of) : otherEdits;
        const after = oneOf(edited(before, edit), chance) ?? before;
        if (!onlyAddsOptional(before, after)) return;
        for (const value of fc.sample(valuesOf(before), { numRuns: 5, seed: chance })) {
          expect(reads(after, value)).toBe(true);
        }
        for (const value of fc.sample(valuesOf(after), { numRuns: 5, seed: chance }))
          expect(reads(before, value)).toBe(true);
        compared += 1;
      }),
      { numRuns: 400, seed: 16 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('is not what it was when a shape comes back: entries of its first time may be there still', () => {
    const first: Structure = { object: { id: 'string' } };
    const { next, committed } = versionsOf(first, { object: { id: 'string', 'jersey?': 'string' } });
    expect(next.roster?.version).toBe(committed.roster?.version);
    const back = nextShapes(next, { roster: first });
    expect(back.roster?.version).not.toBe(committed.roster?.version);
    const other = nextShapes(back, { roster: { object: { id: 'string', 'jersey?': 'number' } } });
    expect(other.roster?.version).toBe(back.roster?.version);
  });

  it('is the same for the same change, short, and fit for a key', () => {
    const [once, again] = [0, 1].map(() => nextShapes({}, OTHERS));
    expect(once).toEqual(again);
    expect(Object.keys(once ?? {})).toEqual(['live', 'teams']);
    for (const { version } of Object.values(once ?? {})) expect(version).toMatch(/^[0-9a-f]{7}$/);
  });
});
