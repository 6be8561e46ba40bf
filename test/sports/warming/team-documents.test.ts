import { describe, expect, it } from 'vitest';
import { cacheKey, minutes } from '../../../lib/cache/index.ts';
import type { TeamDocument } from '../../../lib/sports/resources/index.ts';
import { planTeamDocuments, type PlayedTeam } from '../../../lib/sports/warming/team-documents.ts';

const NOW = Date.parse('2026-11-29T22:00Z');

/** A team whose game was counted ten minutes ago; `age`: of the document that is held. */
const playedTeam = (age?: number): PlayedTeam => {
  const key = cacheKey('nfl:team:12');
  return {
    query: {
      key,
      namespace: 'nfl',
      policy: { freshFor: 1, staleWhileRevalidate: 0, staleIfError: 0, absentFor: 0 },
      scopes: [],
      source: { key, load: () => Promise.reject(new Error('a plan asks nobody')) },
      decode: (json) => json as TeamDocument,
    },
    cached:
      age === undefined
        ? undefined
        : { loadedAt: NOW - age, freshUntil: NOW + minutes(60), isAbsent: false, value: () => undefined },
    countedFrom: NOW - minutes(10),
  };
};
const planned = (team: PlayedTeam, followsGames = true, tried = new Map()): number =>
  planTeamDocuments({ teamDocuments: [team], followsGames }, tried).length;

describe('the document of a team that has played', () => {
  it('is loaded once, when the provider has counted the game', () => {
    expect(planned(playedTeam())).toBe(1);
    expect(planned(playedTeam(minutes(40)))).toBe(1);
    expect(planned(playedTeam(minutes(5)))).toBe(0);
  });

  it('is left alone in a league that nobody asks about, and is not tried twice in a run', () => {
    expect(planned(playedTeam(), false)).toBe(0);
    expect(planned(playedTeam(), true, new Map([[playedTeam().query.key, 'failed']]))).toBe(0);
  });
});
