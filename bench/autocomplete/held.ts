import { ROUTE } from '../../lib/http/route-keys.ts';
import { leagueOf } from '../../lib/sports/leagues.ts';
import type { LeagueId, PlayerId } from '../../lib/sports/model/index.ts';
import { encodeDirectory } from '../../lib/sports/names/index.ts';
import { createPopularity } from '../../lib/sports/popularity/popularity.ts';
import { createStarters } from '../../lib/sports/popularity/starters.ts';
import type { AthleteRecord, Upstream } from '../../lib/sports/upstream/index.ts';
import { createEspnUpstream } from '../../lib/upstreams/espn/upstream.ts';
import { interceptUpstream } from '../../lib/upstreams/intercept.ts';
import { startSimulatedEspn } from '../../simulators/espn/index.ts';
import { nameAt } from '../../simulators/espn/names.ts';
import { createTestApi } from '../../test/support/api.ts';
import { createDomain, type Domain } from '../../test/support/domain.ts';
import { createMemoryCounters } from '../../test/support/memory-counters.ts';
import { createMemoryDocumentStore } from '../../test/support/memory-document-store.ts';
import { createMemorySharedTier } from '../../test/support/memory-shared-tier.ts';

/** The api function of one environment, in front of tiers in which directories are held. */
export interface HeldApi {
  /** Names as they are shown, the best first. Without a league: over all leagues. */
  readonly complete: (text: string, league?: LeagueId) => Promise<readonly string[]>;
  /** Provider calls since the directories were loaded. */
  readonly calls: () => number;
  /** The texts of the directories that are held. */
  readonly directories: readonly string[];
  readonly names: number;
  readonly close: () => Promise<void>;
}

export interface HeldOptions {
  readonly leagues: readonly LeagueId[];
  /** Players whom each directory has at the least; made-up ones fill it up. */
  readonly atLeast?: number;
}

// What is measured is not the loading, which a busy machine may take long for.
const PATIENT = { timeout: 60_000, userAgent: 'Statline/1.0 (+https://statline.example)' };
// Between two seasons, when nobody has asked yet.
const clock = { now: () => Date.parse('2026-02-04T17:00Z') };

/**
 * The leagues of the simulated provider: their directories, and all rosters of those that have none.
 *
 * @example
 * const held = await holdLeagues({ leagues: ['nfl'] });
 * await held.complete('josh a', 'nfl');
 */
export const holdLeagues = async ({ leagues, atLeast = 0 }: HeldOptions): Promise<HeldApi> => {
  const espn = await startSimulatedEspn({ clock });
  const { url } = espn;
  const hosts = { siteUrl: url, webUrl: url, coreUrl: url, partnersUrl: url };
  let calls = 0;
  const upstream = interceptUpstream(filledUp(createEspnUpstream({ ...hosts, ...PATIENT, clock }), atLeast), (ask) => {
    calls += 1;
    return ask();
  });
  const shared = [createMemorySharedTier('l2', { clock })];
  const warm = createDomain({ upstream, clock, shared });
  const directories: string[] = [];
  let names = 0;
  for (const league of leagues) {
    const players = leagueOf(league).college ? await holdRosters(warm, league) : await holdDirectory(warm, league);
    if (players.text !== undefined) directories.push(players.text);
    names += players.count;
  }
  await warm.drain();
  calls = 0;
  const starters = createStarters({ ...warm, clock });
  const popularity = createPopularity({
    documents: createMemoryDocumentStore(),
    counters: createMemoryCounters(),
    clock,
    starters: async (league) => (await starters(league)).ids,
  });
  const api = createTestApi({ upstream: { ...upstream, leagues }, clock, shared, popularity });
  return {
    async complete(text, league) {
      const route = league === undefined ? ROUTE.autocompleteAll : ROUTE.autocomplete;
      const { status, json } = await api.get(route, league === undefined ? {} : { league }, { q: text });
      if (status !== 200) throw new Error(`${text} answered ${JSON.stringify(json)}`);
      return (json as { readonly players: readonly { readonly label: string }[] }).players.map(({ label }) =>
        label.replace(/ \([^()]*\)$/, ''),
      );
    },
    calls: () => calls,
    directories,
    names,
    close: () => espn.close(),
  };
};

interface Held {
  readonly text?: string;
  readonly count: number;
}

const holdDirectory = async ({ cache, resources }: Domain, league: LeagueId): Promise<Held> => {
  await cache.read(resources.teams(league));
  const answer = await cache.read(resources.directory(league));
  if (answer.kind !== 'value') throw new Error(`There is no directory of ${league}`);
  const directory = answer.value();
  return { text: JSON.stringify(encodeDirectory(directory)), count: directory.players.length };
};

const holdRosters = async ({ cache, resources }: Domain, league: LeagueId): Promise<Held> => {
  const list = await cache.read(resources.teams(league));
  let count = 0;
  for (const { id } of list.kind === 'value' ? list.value().teams : []) {
    const roster = await cache.read(resources.roster(league, id));
    if (roster.kind === 'value') count += roster.value().players.length;
  }
  return { count };
};

/** The same provider with so many in its list of every player: beyond those it has, people whom nobody knows. */
const filledUp = (upstream: Upstream, atLeast: number): Upstream => ({
  ...upstream,
  can: (league, capability) => capability === 'everyPlayer' || upstream.can(league, capability),
  everyPlayer: async (league, call) => {
    const { athletes } = upstream.can(league, 'everyPlayer')
      ? await upstream.everyPlayer(league, call)
      : { athletes: [] };
    const missing = Math.max(0, atLeast - athletes.length);
    return { athletes: [...athletes, ...Array.from({ length: missing }, (_, place) => madeUp(league, place))] };
  },
});

const madeUp = (league: LeagueId, place: number): AthleteRecord => {
  // Beyond the places that the simulated rosters take from their lists.
  const { firstName, lastName } = nameAt(`filled up ${league}`, 100_000 + place);
  const id = `8${String(place).padStart(6, '0')}` as PlayerId;
  return { id, name: `${firstName} ${lastName}`, teamId: null, position: null, jersey: null, status: 'inactive' };
};
