import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PARTS, wantedParts, WHOLE } from '../../bench/parts.ts';

describe('what is benched', () => {
  it('is what measures speed, size and cost, unless something is named', () => {
    expect(wantedParts([])).toEqual(WHOLE);
    expect(WHOLE.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['hits', 'peers', 'cold', 'scale', 'scenarios']),
    );
    expect(WHOLE.map(({ name }) => name)).not.toContain('look');
  });

  it('is each part that is named, with the words after its name', () => {
    expect(wantedParts(['scenarios', 'season-week', 'peers', '--quick', '--only', 'trips'])).toEqual([
      { name: 'scenarios', words: ['season-week'] },
      { name: 'peers', words: ['--quick', '--only', 'trips'] },
    ]);
  });

  it('is nothing where the first word names no part', () => {
    expect(wantedParts(['nothing'])).toBeUndefined();
    expect(wantedParts(['--help'])).toBeUndefined();
    expect(wantedParts(['constructor'])).toBeUndefined();
  });

  it.each(Object.keys(PARTS))('has a program for %s', (name) => {
    expect(existsSync(join(import.meta.dirname, '../../bench', name, 'main.ts'))).toBe(true);
  });
});
