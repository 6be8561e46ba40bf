import { readFile } from 'node:fs/promises';
import type { Environment } from '../../infra/local/runtime/environment.ts';
import { ROUTE } from '../../lib/http/route-keys.ts';
import { warmLeague, type Event } from '../warm-league.ts';

/** Milliseconds of CPU of an execution environment. */
export interface Cold {
  /** Until it takes its first invocation. */
  readonly start: number;
  readonly first: number;
  readonly second: number;
}

const question = (routeKey: string, player: object, queryStringParameters: object): Event => ({
  routeKey,
  headers: {},
  pathParameters: { league: 'nfl', ...player },
  queryStringParameters,
});

const COMPLETING = question(ROUTE.autocomplete, {}, { q: 'josh a' });
const BY_ID = question(ROUTE.player, { player: '3918298' }, {});

/** New environments of the bundled api function, each asked twice, over stores in which a warm run has left a league. */
export const measureCold = async (
  times: number,
): Promise<Readonly<Record<'autocomplete' | 'player', readonly Cold[]>>> => {
  const league = await warmLeague({ leagues: 'nfl' });

  const measure = async (event: Event): Promise<Cold> => {
    const environment = await league.start('api');
    try {
      const spent = [await cpuOf(environment)];
      for (const requestId of ['first', 'second']) {
        await league.ask(environment, event, requestId);
        spent.push(await cpuOf(environment));
      }
      const [ready = 0, first = 0, second = 0] = spent;
      return { start: ready, first: first - ready, second: second - first };
    } finally {
      await environment.stop();
    }
  };

  try {
    const autocomplete: Cold[] = [];
    const player: Cold[] = [];
    for (let time = 0; time < times; time += 1) {
      autocomplete.push(await measure(COMPLETING));
      player.push(await measure(BY_ID));
    }
    return { autocomplete, player };
  } finally {
    await league.close();
  }
};

const MILLISECONDS_PER_TICK = 10;

/** What the system has counted for a process so far, in user and in system mode. */
const cpuOf = async ({ pid }: Environment): Promise<number> => {
  const text = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
  // Behind the command's name, which may hold spaces: the 12th and 13th field.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MILLISECONDS_PER_TICK;
};
