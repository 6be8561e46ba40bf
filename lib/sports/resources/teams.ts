import { cacheKey, hours, type Query } from '../../cache/index.ts';
import type { LeagueId, Team, TeamId } from '../model.ts';
import { TEAMS } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import { inDoubt, latestOf, type ResourceContext } from './context.ts';

export interface TeamList {
  readonly league: LeagueId;
  /** The season the provider is in now, where it says so. */
  readonly season: number | null;
  readonly teams: readonly Team[];
}

export const teamsQuery = (context: ResourceContext, league: LeagueId): Query<TeamList> => {
  const { upstream } = context;
  const key = cacheKey(`${league}:teams`);
  const scopes = [SCOPE.all, SCOPE.teams];
  return {
    key,
    namespace: league,
    policy: TEAMS,
    scopes,
    source: {
      key,
      async load(call) {
        const { season, teams } = await upstream.teams(league, call);
        const value: TeamList = { league, season, teams };
        const { doubtTeams } = await import('../doubts/index.ts');
        const held = latestOf(call.held()) as TeamList | undefined;
        const doubt = doubtTeams(league, { brought: clubsOf(value).length, held: held && clubsOf(held).length });
        const result = inDoubt([{ key, value, policy: TEAMS, scopes }], doubt);
        if (doubt === undefined || held === undefined) return result;
        return { ...result, isDisproved: await stillPlays(context, league, lacking(value, held)) };
      },
    },
    decode: (json) => json as TeamList,
  };
};

/** Teams without the league's guests. */
const clubsOf = ({ teams }: TeamList): readonly Team[] => teams.filter(({ exhibition }) => exhibition !== true);

const lacking = (list: TeamList, held: TeamList): readonly TeamId[] => {
  const listed = new Set(list.teams.map(({ id }) => id));
  return clubsOf(held).flatMap(({ id }) => (listed.has(id) ? [] : [id]));
};

// A roster that is asked for is loaded more often, also while nobody moves.
const RECENT_ROSTER_MS = hours(24);
// Hundreds of colleges may be missing: a few of them show as well whether the list is wrong.
const MAX_ROSTERS_CHECKED = 8;

/** Whether the provider has given the players of one of these teams within a day: a team that is gone has none. */
const stillPlays = async (context: ResourceContext, league: LeagueId, teams: readonly TeamId[]): Promise<boolean> => {
  const { rosterQuery } = await import('./roster.ts');
  const checked = teams.slice(0, MAX_ROSTERS_CHECKED).map((team) => rosterQuery(context, league, team));
  const since = context.clock.now() - RECENT_ROSTER_MS;
  return (await context.getAllPresent(checked)).some(
    (answer) => answer?.kind === 'value' && answer.entry.loadedAt > since && answer.value().players.length > 0,
  );
};
