import type { SimulatedEspn } from '../../../infra/local/stack/stack.ts';
import { mapConcurrent } from '../../../lib/async/map-concurrent.ts';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import { randomFrom } from '../../scenarios/random.ts';

/** What is asked in each minute of each api environment, so that everything that an environment remembers fills up. */
export interface Traffic {
  minute(minute: number): Promise<void>;
  /** Answers by status. */
  statuses(): ReadonlyMap<string, number>;
}

export interface TrafficOptions {
  readonly url: string;
  readonly upstream: SimulatedEspn;
  readonly environments: number;
  readonly keys: { readonly read: string; readonly admin: string };
  readonly players: readonly KnownPlayer[];
}

export interface KnownPlayer {
  readonly league: LeagueId;
  readonly id: string;
  readonly name: string;
}

interface Call {
  readonly method?: 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
}

const NOBODY: KnownPlayer = { league: 'nfl', id: '770000000', name: 'Nobody' };
const CONCURRENT = 4;
const TIME_LIMIT_MS = 60_000;
const SEED = 12;
const BATCH = 20;
const BATCHES_A_MINUTE = 1;
const SEASONS = [2025, 2024, undefined];
const OUTAGE_MINUTES = [21, 22, 23];
const OUTAGE_BATCHES = 4;

export const createTraffic = ({ url, upstream, environments, keys, players }: TrafficOptions): Traffic => {
  const random = randomFrom(SEED);
  const statuses = new Map<string, number>();
  let invented = 0;
  let shown = 0;

  const some = (): KnownPlayer => players[Math.floor(random() * players.length)] ?? NOBODY;
  const popular = (): KnownPlayer => players[Math.floor(random() ** 4 * players.length)] ?? some();
  const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, index) => make(index));

  /** The next players of one league: in time every player is asked for. */
  const windowOf = (size: number): readonly KnownPlayer[] => {
    const from = (shown += size) % players.length;
    const { league } = players[from] ?? some();
    return players.slice(from, from + size).filter((player) => player.league === league);
  };
  const batch = (body: object, [first]: readonly KnownPlayer[]): Call => ({
    method: 'POST',
    path: `/v1/${first?.league ?? 'nfl'}/players/stats`,
    body,
  });
  const batchOf = (window: readonly KnownPlayer[], more: object): Call =>
    batch({ player_ids: window.map(({ id }) => id), ...more }, window);

  const callsOf = (minute: number): readonly Call[] => [
    // Many different players and seasons: memory and its ghosts.
    ...times(BATCHES_A_MINUTE, (index) => {
      const season = SEASONS[(minute + index) % SEASONS.length];
      return batchOf(windowOf(BATCH), season === undefined ? {} : { season });
    }),
    // By name, decoded: directories, careers, other players of the name.
    ...times(1, () => {
      const window = windowOf(5);
      return batch({ names: window.map(({ name }) => name) }, window);
    }),
    // Few players at once: predictions.
    ...times(1, () => batchOf(windowOf(5), { season: 2025 })),
    ...times(8, (): Call => {
      const { league, id } = popular();
      return { path: `/v1/${league}/players/${id}/stats?season=2025` };
    }),
    ...times(3, (): Call => {
      const { league, id } = some();
      return { path: `/v1/${league}/players/${id}` };
    }),
    ...times(2, (): Call => {
      const { league, name } = some();
      return { path: `/v1/${league}/players?name=${encodeURIComponent(name.split(' ').at(-1) ?? name)}` };
    }),
    ...times(1, (): Call => {
      const { league, id } = some();
      const other = players.find((each) => each.league === league && each.id !== id);
      return { path: `/v1/${league}/compare?players=${id},${other?.id ?? id}` };
    }),
    // Nobody, no team, nothing: absences, refusals and failures.
    ...times(3, (): Call => ({ path: `/v1/nfl/players/${770_000_000 + (invented += 1)}/stats?season=2024` })),
    ...times(3, (): Call => ({ path: `/v1/nfl/players?name=Nobody${(invented += 1)}+Whatever` })),
    ...times(1, (): Call => ({ path: `/v1/nfl/teams/${900 + (invented += 1)}/roster` })),
    ...times(3, (): Call => ({ path: `/v1/nfl/teams`, key: `wrong-${(invented += 1)}` })),
    ...times(1, (): Call => ({ path: `/no/such/route/${(invented += 1)}` })),
    { path: '/v1/nfl/live' },
    { path: '/v1/usage?hours=2' },
    { path: '/v1/nfl/stats/glossary' },
    // Purges: logs grow to their bound, and what is in memory is overtaken.
    ...times(2, (): Call => {
      const { league, id } = some();
      return purge(league, `player:${id}`);
    }),
    ...(minute % 5 === 0 ? [purge('nfl', 'team:12'), purge('nfl', 'directory')] : []),
  ];

  const purge = (league: LeagueId, scope: string): Call => ({
    method: 'POST',
    path: '/v1/admin/purge',
    body: { league, scope },
    key: keys.admin,
  });

  const send = async ({ method, path, body, key = keys.read }: Call, environment: number): Promise<void> => {
    const response = await fetch(url + path, {
      method: method ?? 'GET',
      headers: {
        'x-api-key': key,
        'x-statline-environment': String(environment),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    }).catch(() => undefined);
    await response?.arrayBuffer();
    const name = String(response?.status ?? 'none');
    statuses.set(name, (statuses.get(name) ?? 0) + 1);
  };

  const sendAll = async (calls: readonly Call[]): Promise<void> => {
    const everywhere = calls.flatMap((call) => times(environments, (index) => ({ call, environment: index + 1 })));
    await mapConcurrent(everywhere, CONCURRENT, ({ call, environment }) => send(call, environment));
  };

  return {
    async minute(minute) {
      const isOut = OUTAGE_MINUTES.includes(minute);
      // Failures of many keys at once.
      upstream.configure({ fail: isOut ? 'error500' : 'none' });
      if (isOut) await sendAll(times(OUTAGE_BATCHES, () => batchOf(windowOf(BATCH), { type: 'postseason' })));
      await sendAll(callsOf(minute));
      upstream.configure({ fail: 'none' });
    },
    statuses: () => statuses,
  };
};
