import type { LeagueId, PlayerId, TeamId } from '../../lib/sports/model/index.ts';
import type { Capability, Upstream, UpstreamCall } from '../../lib/sports/upstream/index.ts';

export interface PortQuestion {
  readonly ask: (upstream: Upstream, league: LeagueId, call: UpstreamCall) => Promise<unknown>;
  /** What it takes to be asked. One season is asked for only where there are no careers. */
  readonly takes?: Capability | 'no-career';
  /** About one thing, which the provider may say there is not. */
  readonly mayBeAbsent?: true;
}

const team = '12' as TeamId;
const player = '3139477' as PlayerId;

/** Every question of the port. */
export const PORT: Readonly<Record<string, PortQuestion>> = {
  teams: { ask: (upstream, league, call) => upstream.teams(league, call) },
  roster: { ask: (upstream, league, call) => upstream.roster(league, team, call), mayBeAbsent: true },
  player: { ask: (upstream, league, call) => upstream.player(league, player, call), mayBeAbsent: true },
  search: { ask: (upstream, league, call) => upstream.search(league, 'patrick mahomes', call), takes: 'search' },
  career: {
    ask: (upstream, league, call) => upstream.career(league, player, 'regular', call),
    takes: 'career',
    mayBeAbsent: true,
  },
  seasonStats: {
    ask: (upstream, league, call) => upstream.seasonStats(league, { id: player, season: 2024, type: 'regular' }, call),
    takes: 'no-career',
    mayBeAbsent: true,
  },
  gameLog: {
    ask: (upstream, league, call) => upstream.gameLog(league, { id: player, season: 2024 }, call),
    takes: 'gameLog',
    mayBeAbsent: true,
  },
  team: { ask: (upstream, league, call) => upstream.team(league, team, call), takes: 'team', mayBeAbsent: true },
  everyPlayer: { ask: (upstream, league, call) => upstream.everyPlayer(league, call), takes: 'everyPlayer' },
  seasonTable: {
    ask: (upstream, league, call) => {
      const [group = 'none'] = upstream.seasonTableGroups(league);
      return upstream.seasonTable(league, { season: 2024, type: 'regular', group, page: 1 }, call);
    },
    takes: 'seasonTable',
  },
  scoreboard: { ask: (upstream, league, call) => upstream.scoreboard(league, undefined, call), takes: 'live' },
  'scoreboard of a day': {
    ask: (upstream, league, call) => upstream.scoreboard(league, '20241215', call),
    takes: 'live',
  },
  season: { ask: (upstream, league, call) => upstream.season(league, call), takes: 'season' },
  transactions: { ask: (upstream, league, call) => upstream.transactions(league, 25, call), takes: 'transactions' },
};

export const isAbleTo = (upstream: Upstream, { takes }: PortQuestion, league: LeagueId): boolean =>
  takes === undefined || (takes === 'no-career' ? !upstream.can(league, 'career') : upstream.can(league, takes));
