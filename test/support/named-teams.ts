import { leagueOf } from '../../lib/sports/leagues.ts';
import type { LeagueId, PlayerId, Team, TeamId } from '../../lib/sports/model/index.ts';
import { wordsOf } from '../../lib/sports/names/name-form.ts';
import type { AthleteRecord } from '../../lib/sports/upstream/index.ts';
import { teamsDocument } from '../../simulators/espn/documents/team.ts';
import { LEAGUES as SIMULATED } from '../../simulators/espn/leagues.ts';
import type { LeagueSlug } from '../../simulators/espn/model.ts';
import { ROUTE } from '../../lib/http/route-keys.ts';
import { createTestApi, type Said, type TestApi } from './api.ts';
import { createFakeClock } from './fake-clock.ts';
import { anyCall, espnAnswering } from './fake-espn.ts';
import { createFakeUpstream } from './fake-upstream.ts';

/** The teams that the adapter reads out of a list of the provider. */
export const teamsIn = async (league: LeagueId, document: unknown): Promise<readonly Team[]> =>
  (await espnAnswering(document).espn.teams(league, anyCall)).teams;

/** A league's teams, the real ones with their ids, as the simulated provider lists them. */
export const simulatedTeams = (league: LeagueId): Promise<readonly Team[]> => {
  const facts = SIMULATED[leagueOf(league).slug as LeagueSlug];
  return teamsIn(league, teamsDocument({ league: facts, season: { year: 2025, displayName: '2025' }, limit: 1000 }));
};

/** The recorded lists of teams, by league. */
export const RECORDED_TEAMS = [
  ['nfl', 'espn/nfl/teams-list-2025-05.json'],
  ['nba', 'espn/nba/teams-list-2025-05.json'],
  ['mlb', 'espn/mlb/teams-list-2025-05.json'],
  ['nhl', 'espn/nhl/teams-list-2025-05.json'],
  ['cfb', 'espn/cfb/teams-list-trimmed.json'],
] as const;

/** Without guests: a spelling that a guest shares with a club is the club's. */
export const clubsOf = (teams: readonly Team[]): readonly Team[] =>
  teams.filter(({ exhibition }) => exhibition !== true);

/** What a team is called by its own entry in a list, as people type it: in any case, with and without marks. */
export const ownSpellings = ({ id, abbreviation, name, slug, location, shortName = name }: Team): readonly string[] =>
  [id, abbreviation, name, slug, location, name.slice(location.length).trim(), shortName]
    .filter((text) => text !== '')
    .flatMap((text) => {
      const apart = text.normalize('NFD');
      const spellings = [text, text.toLowerCase(), text.toUpperCase(), text.replaceAll(' ', '-'), ` ${text} `];
      return [...spellings, apart, apart.replace(/\p{M}/gu, '')];
    });

/** A league in which each team has a player of one name, so that a hint shows which teams it means. */
export interface NamedTeams {
  readonly api: TestApi;
  /** Ids of the teams that a path means, or the status of a refusal. */
  byPath(text: string): Promise<string>;
  /** Ids of the teams that a hint narrows a name to, or the status of a refusal. */
  byHint(text: string): Promise<string>;
}

// A name may have no more candidates than this before documents are left out.
const NAMESAKES = 25;

export const createNamedTeams = (league: LeagueId, teams: readonly Team[]): NamedTeams => {
  const groups = Array.from(
    { length: Math.ceil(teams.length / NAMESAKES) },
    (_, at) => `Sam ${'abcdefghij'.repeat(4).slice(at, at + 4)}x`,
  );
  const athletes = teams.map(({ id }, at): AthleteRecord => ({
    id: String(1000 + at) as PlayerId,
    name: groups[Math.floor(at / NAMESAKES)] ?? '',
    teamId: id,
    position: 'QB',
    jersey: null,
    status: 'active',
  }));
  const upstream = {
    ...createFakeUpstream(),
    teams: () => Promise.resolve({ season: 2025, teams }),
    roster: (_league: LeagueId, id: TeamId) => {
      const team = teams.find((each) => each.id === id);
      const members = athletes.filter(({ teamId }) => teamId === id);
      return Promise.resolve(team === undefined ? null : { team, season: 2025, athletes: members });
    },
    player: (_league: LeagueId, id: PlayerId) => Promise.resolve(athletes.find((each) => each.id === id) ?? null),
    search: (_league: LeagueId, text: string) => {
      const hits = athletes.filter(({ name }) => wordsOf(name).join(' ') === text);
      return Promise.resolve(hits.map(({ id, name, teamId }) => ({ id, name, teamId, teamName: null })));
    },
  };
  const api = createTestApi({ upstream, clock: createFakeClock() });
  return {
    api,
    byPath: async (team) => {
      const said = await api.get(ROUTE.roster, { league, team });
      if (said.status === 200) return idsOf([(said.json as { readonly team: { readonly id: string } }).team]);
      return said.status === 409 ? idsOf(membersOf(said, 'candidates')) : String(said.status);
    },
    byHint: async (team) => {
      const found: { readonly id: string }[] = [];
      for (const name of groups) {
        const said = await api.get(ROUTE.search, { league }, { name, team, limit: '100' });
        if (said.status !== 200) return String(said.status);
        const players = (said.json as { readonly players: readonly { readonly team: { readonly id: string } }[] })
          .players;
        found.push(...players.map((player) => player.team));
      }
      return idsOf(found);
    },
  };
};

const membersOf = ({ json }: Said, member: string): readonly { readonly id: string }[] =>
  (json as Readonly<Record<string, readonly { readonly id: string }[]>>)[member] ?? [];

const idsOf = (teams: readonly { readonly id: string }[]): string =>
  teams
    .map(({ id }) => id)
    .sort((a, b) => Number(a) - Number(b))
    .join(' ');
