import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi } from '../support/api.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeUpstream } from '../support/fake-upstream.ts';
import { serveApi, type ServedApi } from '../support/http-clients.ts';
import { UpstreamError } from '../../lib/sports/upstream/index.ts';
import { findPython } from './find-python.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'docs', 'examples');
const upstream = createFakeUpstream();
let served: ServedApi;

beforeAll(async () => {
  served = await serveApi(createTestApi({ upstream, clock: createFakeClock(Date.UTC(2024, 10, 10, 17)) }));
});
afterAll(() => served.close());
beforeEach(() => {
  upstream.fail(undefined);
  served.statuses();
});

interface Ran {
  readonly code: number;
  readonly lines: readonly string[];
  readonly errors: readonly string[];
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** Runs a program as a user would, against the service. */
const run = (program: string, ...args: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const env = { ...process.env, STATLINE_URL: served.url };
    execFile(program, args, { env }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), lines: linesOf(out), errors: linesOf(err) });
    });
  });

describe('the Node example', () => {
  const script = (...args: readonly string[]): Promise<Ran> =>
    run(process.execPath, join(EXAMPLES, 'node', 'lines.ts'), ...args);

  it('asks for all players with one request, and has a line for each', async () => {
    const { code, lines } = await script('nfl', '2024', 'mahomes', 'byron young', 'new rookie', 'nobody at all');
    expect(lines).toEqual([
      'Patrick Mahomes: 3,928 Pass Yds',
      'nfl stats of byron young, season 2024: which of these?',
      '  4428633  Byron Young, LB, Los Angeles Rams',
      '  4429202  Byron Young, DT, Philadelphia Eagles',
      expect.stringMatching(/^nfl stats of new rookie, season 2024: New Rookie has no stats there/),
      expect.stringMatching(/^nfl stats of nobody at all, season 2024: no such player/),
    ]);
    expect(served.statuses()).toEqual([200]);
    expect(code).toBe(0);
  });

  it('ends with another status where the provider was silent', async () => {
    upstream.fail(new UpstreamError('timeout', 'Too late'));
    const { code, lines, errors } = await script('nfl', '2024', 'lamar jackson');
    expect(lines).toEqual([]);
    expect(errors).toEqual([expect.stringMatching(/^nfl stats of lamar jackson, season 2024: unavailable/)]);
    expect(code).toBe(75);
  });
});

const python = await findPython();

// Where there is a Python with httpx: .ci/run installs Debian's.
describe.skipIf(python === undefined)('the Python example', () => {
  const script = (...args: readonly string[]): Promise<Ran> =>
    run(python ?? '', join(EXAMPLES, 'python', 'bot.py'), ...args);

  it('asks for all players with one request, and has a sentence for each', async () => {
    const { lines, errors } = await script('nfl', 'mahomes, byron young, new rookie, nobody at all, 🐐', '2024');
    expect(errors).toEqual([]);
    expect(lines).toEqual([
      'Patrick Mahomes, 2024: 3,928 Pass Yds',
      'byron young: which one? Byron Young (LB, LAR, id 4428633), Byron Young (DT, PHI, id 4429202)',
      'New Rookie: no stats of that season',
      'nobody at all: nobody is called so',
      expect.stringMatching(/^🐐: /),
    ]);
    expect(served.statuses()).toEqual([200]);
  });

  it('tells a silent provider from a player who does not exist', async () => {
    upstream.fail(new UpstreamError('blocked', 'Blocked'));
    const { lines } = await script('nfl', 'aaron somebody', '2024');
    expect(lines).toEqual([expect.stringMatching(/^aaron somebody: the provider cannot be asked now \(\w+\)$/)]);
  });

  it('says what is wrong with a question', async () => {
    expect((await script('nfl', 'mahomes', 'last year')).lines).toEqual([
      expect.stringMatching(/^invalid-\w+: .*season/i),
    ]);
    expect((await script('xfl', 'mahomes')).lines).toEqual([expect.stringMatching(/^league-not-found: /)]);
  });
});
