import { createCalendar } from '../../../lib/sports/calendar/index.ts';
import type { LeagueId, PlayerId, Team, TeamId } from '../../../lib/sports/model/index.ts';
import { nameForm, typedForm } from '../../../lib/sports/names/name-form.ts';
import type { Resolution, SeenPlayers } from '../../../lib/sports/lookup/index.ts';
import { createNameResolver, type NameResolver } from '../../../lib/sports/lookup/resolver.ts';
import { createResources, type Resources } from '../../../lib/sports/resources/index.ts';
import type { Hints } from '../../../lib/sports/names/hints.ts';
import {
  UpstreamError,
  type AthleteRecord,
  type Capability,
  type Upstream,
} from '../../../lib/sports/upstream/index.ts';
import { createEnvironment, type Environment } from '../../support/environment.ts';
import { NO_TEAM_PROFILE } from '../../support/no-profile.ts';
import { payForInTest } from '../../support/pay-for.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

export const team = (id: string, abbreviation: string, name: string, exhibition = false): Team => ({
  id: id as TeamId,
  abbreviation,
  name,
  location: name.split(' ').slice(0, -1).join(' '),
  slug: name.toLowerCase().replaceAll(' ', '-'),
  ...(exhibition ? { exhibition } : {}),
  ...NO_TEAM_PROFILE,
});

/** On a team and active, unless it says otherwise. */
export const athlete = (
  id: string,
  name: string,
  teamId: string | null = '1',
  position: string | null = 'WR',
  status = teamId === null ? 'inactive' : 'active',
): AthleteRecord => ({
  id: id as PlayerId,
  name,
  teamId: teamId as TeamId | null,
  position,
  jersey: null,
  status,
});

export interface LeagueOptions {
  readonly league?: LeagueId;
  readonly teams: readonly Team[];
  readonly athletes: readonly AthleteRecord[];
  readonly capabilities?: readonly Capability[];
  /** Players whom lists and the search have, and whose documents are gone. */
  readonly lost?: readonly string[];
}

/** A provider of one league, an environment of ours before it, and what it was asked. */
export interface LeagueInTest extends Environment {
  readonly resources: Resources;
  readonly clock: FakeClock;
  /** The calls since it was last asked. */
  asked(): readonly string[];
  /** From now on calls that begin with `call` fail with this. */
  break(call: string, error: UpstreamError): void;
  sign(player: AthleteRecord): void;
  loadDirectory(): Promise<void>;
  readonly resolver: NameResolver;
  resolve(name: string, hints?: Hints, seen?: SeenPlayers): Promise<Resolution>;
  resolveAll(names: readonly string[], hints?: Hints): Promise<readonly Resolution[]>;
}

export const createLeague = (options: LeagueOptions): LeagueInTest => {
  const { league = 'nfl', teams, capabilities = ['search', 'everyPlayer'], lost = [] } = options;
  const clock = createFakeClock();
  const log: string[] = [];
  const faults = new Map<string, UpstreamError>();
  const athletes = [...options.athletes];

  const answer = <T>(call: string, value: T): Promise<T> => {
    log.push(call);
    const fault = [...faults].find(([start]) => call.startsWith(start))?.[1];
    return fault === undefined ? Promise.resolve(value) : Promise.reject(fault);
  };
  const found = (text: string): readonly AthleteRecord[] =>
    athletes.filter(({ name }) => {
      const words = nameForm(name).base.split(' ');
      return text.split(' ').every((word) => words.some((each) => each.startsWith(word)));
    });
  const upstream: Upstream = {
    ...createFakeUpstream(),
    can: (_league, capability) => capabilities.includes(capability),
    teams: () => answer('teams', { season: 2025, teams }),
    roster: (_league, id) => {
      const of = teams.find((each) => each.id === id);
      const members = athletes.filter(({ teamId }) => teamId === id);
      return answer(`roster ${id}`, of === undefined ? null : { team: of, season: 2025, athletes: members });
    },
    everyPlayer: () => answer('everyPlayer', { athletes: [...athletes] }),
    player: (_league, id) =>
      answer(`player ${id}`, athletes.find((each) => each.id === id && !lost.includes(id)) ?? null),
    search: (_league, text) =>
      answer(
        `search ${text}`,
        found(text).map(({ id, name, teamId }) => ({ id, name, teamId, teamName: null })),
      ),
  };
  const environment = createEnvironment({ clock, shared: [createMemorySharedTier('l2', { clock })] });
  const { cache } = environment;
  const resources = createResources({
    upstream,
    clock,
    calendar: createCalendar(),
    read: (query) => cache.read(query),
    getAllPresent: (queries) => cache.getAllPresent(queries),
    recallAll: (queries) => cache.recallAll(queries),
    payFor: payForInTest,
  });
  const canSearch = (): boolean => capabilities.includes('search');
  const resolver = createNameResolver({ cache, resources, clock, canSearch });
  const resolveAll = (names: readonly string[], hints: Hints = {}): Promise<readonly Resolution[]> =>
    resolver.resolve(league, names.map(typedForm), hints);
  return {
    ...environment,
    resources,
    clock,
    asked: () => log.splice(0),
    break(call, error) {
      faults.set(call, error);
    },
    sign(player) {
      athletes.push(player);
    },
    async loadDirectory() {
      const loaded = await cache.read(resources.directory(league));
      if (loaded.kind === 'failed') throw loaded.error;
      await cache.read(resources.teams(league));
      await environment.drain();
      log.splice(0);
    },
    resolveAll,
    resolver,
    async resolve(name, hints = {}, seen = new Map()) {
      const [resolution] = await resolver.resolve(league, [typedForm(name)], hints, seen);
      if (resolution === undefined) throw new Error('nothing was resolved');
      return resolution;
    },
  };
};

/** `exact 3139477`, `ambiguous 1 2`, `none; 3 4` with the suggestions behind the semicolon. */
export const said = (resolution: Resolution): string => {
  switch (resolution.kind) {
    case 'one':
      return `${resolution.match} ${resolution.id}`;
    case 'ambiguous':
      return `ambiguous ${idsOf(resolution.players)}`;
    case 'none':
      return resolution.suggestions.length === 0 ? 'none' : `none; ${idsOf(resolution.suggestions)}`;
    case 'failed':
      return `failed ${resolution.error instanceof UpstreamError ? resolution.error.code : String(resolution.error)}`;
  }
};

const idsOf = (players: readonly { readonly id: PlayerId }[]): string =>
  players
    .map(({ id }) => id)
    .sort((a, b) => Number(a) - Number(b))
    .join(' ');
