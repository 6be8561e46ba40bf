import { startSimulatedEspn } from '../../simulators/espn/index.ts';
import { readSeasonTablePage } from '../../lib/upstreams/espn/season-table-page.ts';

const CHUNK_BYTES = 64 * 1024;
const SEASON = 2024;

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    yield bytes.subarray(at, at + CHUNK_BYTES);
    // As chunks that come in over a network do.
    await Promise.resolve();
  }
}

const pathOf = (page: number): string =>
  `/apis/common/v3/sports/football/nfl/statistics/byathlete?isqualified=false&seasontype=2&season=${SEASON}&limit=1000&page=${page}`;

const cpuOf = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** The largest documents of a run, read as they come in and parsed whole, in turn: CPU of this process. */
export const measurePages = async (times: number): Promise<readonly Readonly<Record<string, string | number>>[]> => {
  const espn = await startSimulatedEspn();
  try {
    const response = await fetch(`${espn.url}${pathOf(1)}`, {
      headers: { 'user-agent': 'Statline/1.0 (+https://statline.invalid)' },
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const rounds: { whole: number; streamed: number }[] = [];
    for (let time = 0; time < times; time += 1) {
      const whole = await cpuOf(() => Promise.resolve(JSON.parse(new TextDecoder().decode(bytes)) as unknown));
      const question = { season: SEASON, type: 'regular', page: 1, limit: 1000 } as const;
      rounds.push({ whole, streamed: await cpuOf(() => readSeasonTablePage(chunksOf(bytes), question)) });
    }
    const least = (of: (round: { whole: number; streamed: number }) => number): number => Math.min(...rounds.map(of));
    const floor = least(({ whole }) => whole);
    return [{ document: "a page of a season's table", MB: (bytes.length / 2 ** 20).toFixed(1) }].flatMap((page) => [
      { ...page, read: 'JSON.parse', 'x JSON.parse': '1.0', 'CPU, ms': floor.toFixed(0) },
      {
        ...page,
        read: 'as the adapter does',
        'x JSON.parse': (least(({ streamed }) => streamed) / floor).toFixed(1),
        'CPU, ms': least(({ streamed }) => streamed).toFixed(0),
      },
    ]);
  } finally {
    await espn.close();
  }
};
