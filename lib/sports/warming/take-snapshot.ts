import { leagueOf } from '../leagues.ts';
import type { TeamId } from '../model.ts';
import type { SeasonTableOf, TeamList } from '../resources/index.ts';
import { look, valueOf } from './cached.ts';
import { lookAtPlayers } from './look-at-players.ts';
import type { LeagueSnapshot, PlayerHoldings, SnapshotContext, SnapshotOf, TableHolding } from './snapshot.ts';

// Of one group: a provider that counts wrong must not make work without end.
const MOST_PAGES = 20;

/** Asks the tiers, in few questions, and nobody else. */
export const takeSnapshot = async (context: SnapshotContext, of: SnapshotOf): Promise<LeagueSnapshot> => {
  const { cache, resources, upstream, seasons } = context;
  const { league, reach, withTables } = of;
  // The first look brings the purge log: what memory holds need not be asked for again.
  const [season] = await look(cache, [resources.season(league)]);
  const [teams] = await look(cache, [resources.teams(league)]);
  const live = upstream.can(league, 'live') ? await look(cache, [resources.live(league)]) : [];
  if (season === undefined || teams === undefined) throw new TypeError('A look answers every question');
  const state = await seasons.state(league);
  const players = await lookAtPlayers(context, of, state);
  const whole = reach === 'league' && !leagueOf(league).college;
  const ids = whole ? rosterOrder(valueOf(teams), players) : [];
  const rosters = await look(
    cache,
    ids.map((id) => resources.roster(league, id)),
  );
  const [directory] = whole ? await look(cache, [resources.directory(league)]) : [];
  // In the play-offs the regular season's table stays as it is, and there is another one.
  const types = state.phase === 'postseason' ? (['regular', 'postseason'] as const) : (['regular'] as const);
  const tables: TableHolding[] = [];
  if (reach === 'league' && withTables) {
    for (const type of types) tables.push(...(await tablesOf(context, { league, season: state.season, type })));
  }
  const { now, nextRun, follows, isFrugal } = of;
  return {
    league,
    now,
    nextRun,
    follows,
    isFrugal,
    listsEverybody: upstream.can(league, 'everyPlayer'),
    phase: state.phase,
    season,
    teams,
    live: live[0],
    rosters,
    directory,
    tables,
    players,
  };
};

/** Those of the players most asked about first. */
const rosterOrder = (list: TeamList | undefined, players: readonly PlayerHoldings[]): readonly TeamId[] => {
  const wanted = new Map<TeamId, number>();
  for (const { document, stats } of players) {
    const lines = stats.flatMap(({ line }) => valueOf(line)?.teams.at(-1)?.id ?? []);
    const team = valueOf(document)?.team?.id ?? lines[0];
    if (team !== undefined) wanted.set(team, (wanted.get(team) ?? 0) + 1);
  }
  const listed = (list?.teams ?? []).filter(({ exhibition }) => exhibition !== true).map(({ id }) => id);
  return listed.sort((a, b) => (wanted.get(b) ?? 0) - (wanted.get(a) ?? 0));
};

/** Every page known of each group, and of a group nobody has asked for the first. */
const tablesOf = async (
  { cache, resources, upstream }: SnapshotContext,
  of: Pick<SeasonTableOf, 'league' | 'season' | 'type'>,
): Promise<readonly TableHolding[]> => {
  const { league } = of;
  if (!upstream.can(league, 'seasonTable')) return [];
  const pageOf = (group: string, page: number): SeasonTableOf => ({ ...of, group, page });
  const lookAt = async (pages: readonly SeasonTableOf[]): Promise<readonly TableHolding[]> => {
    const holdings = await look(
      cache,
      pages.map((of) => resources.seasonTable(of)),
    );
    return holdings.flatMap((holding, index) => {
      const of = pages[index];
      return of === undefined ? [] : [{ ...holding, of }];
    });
  };
  const first = await lookAt(upstream.seasonTableGroups(league).map((group) => pageOf(group, 1)));
  const further = first.flatMap(({ of: { group }, ...holding }) => {
    const pages = Math.min(MOST_PAGES, valueOf(holding)?.pages ?? 1);
    return Array.from({ length: Math.max(0, pages - 1) }, (_, index) => pageOf(group, index + 2));
  });
  return [...first, ...(await lookAt(further))];
};
