import type { TieredCache } from '../../cache/index.ts';
import type { LeagueId, TeamId } from '../model/index.ts';
import type { Resources } from '../resources/index.ts';
import type { Popularity } from './popularity.ts';

export interface AskedAboutOptions {
  readonly popularity: Popularity;
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'directory'>;
}

// Those who are warmed.
const PLAYERS = 50;
// Of a question a day and a half ago a third is left.
const MIN_ASKED = 0.3;

/**
 * Whether people ask about players of one of the teams: not those of the starting list alone. Where no directory is
 * cached nobody knows whose players they are, and a question about anybody in the league counts.
 *
 * @example
 * const isAskedAbout = createAskedAbout({ popularity, cache, resources });
 * await isAskedAbout('nfl', new Set(['12' as TeamId]));
 */
export const createAskedAbout =
  ({ popularity, cache, resources }: AskedAboutOptions) =>
  async (league: LeagueId, teams: ReadonlySet<TeamId>): Promise<boolean> => {
    const top = await popularity.top(league, PLAYERS);
    const asked = new Set(top.filter(({ asked: score }) => score >= MIN_ASKED).map(({ id }) => id));
    if (asked.size === 0) return false;
    const [directory] = await cache.getAllPresent([resources.directory(league)]);
    if (directory?.kind !== 'value') return true;
    return directory.value().players.some(({ id, teamId }) => asked.has(id) && teamId !== null && teams.has(teamId));
  };
