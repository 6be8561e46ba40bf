import { expect, it } from 'vitest';
import { isPlayerId, isTeamId } from '../../../lib/sports/model/index.ts';

it.each([
  ['3139477', true],
  ['0', true],
  ['9'.repeat(19), true],
  ['9'.repeat(20), false],
  // The same player under a second key.
  ['03139477', false],
  ['00', false],
  ['', false],
  ['-1', false],
  ['1.5', false],
  ['12a', false],
  [' 12', false],
  ['12\n', false],
])('%j is an id: %s', (text, expected) => {
  expect(isPlayerId(text)).toBe(expected);
  expect(isTeamId(text)).toBe(expected);
});
