import { describe, expect, it } from 'vitest';
import { banner } from '../../../infra/local/banner.ts';
import { SCENES } from '../../../infra/local/scenes/scenes.ts';
import { HELP, parseOptions, type LocalOptions } from '../../../infra/local/options.ts';

const DEFAULTS: LocalOptions = {
  port: 8787,
  host: '127.0.0.1',
  environments: 4,
  freeze: false,
  redis: undefined,
  dynamodb: undefined,
  upstream: 'simulated',
  data: undefined,
  fresh: false,
  seed: 1,
  latency: 80,
  errorRate: 0,
  keys: undefined,
  cors: false,
  schedules: 'on',
  speed: 1,
  start: undefined,
  trades: [],
  scene: undefined,
  dailyBudget: undefined,
};

const NOTHING_GIVEN = { variables: {}, ignored: [] };

const parse = (line: string) => parseOptions(line.split(' ').filter((word) => word !== ''));
const optionsOf = (line: string): LocalOptions => {
  const parsed = parse(line);
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed));
  return parsed.options;
};

describe('the options', () => {
  it('have defaults', () => {
    expect(optionsOf('')).toEqual(DEFAULTS);
  });

  it('are read', () => {
    expect(
      optionsOf('--port 0 --environments=8 --redis rediss://:pw@host:6380/1 --seed 7 --latency 0 --error-rate .25'),
    ).toEqual({
      ...DEFAULTS,
      port: 0,
      host: '127.0.0.1',
      environments: 8,
      redis: 'rediss://:pw@host:6380/1',
      seed: 7,
      latency: 0,
      errorRate: 0.25,
    });
    expect(optionsOf('--cors').cors).toBe(true);
    const { start, speed } = SCENES['trade-night'];
    expect(optionsOf('--scene trade-night')).toEqual({ ...DEFAULTS, scene: 'trade-night', start, speed });
    expect(optionsOf('--scene slow --speed 3 --start 2026-11-10')).toMatchObject({
      scene: 'slow',
      speed: 3,
      start: Date.UTC(2026, 10, 10),
    });
    expect(optionsOf('--data ./tables --fresh')).toEqual({ ...DEFAULTS, data: './tables', fresh: true });
    expect(optionsOf('--schedules off --speed 60 --start 2026-11-10T20:00Z --daily-budget 100')).toEqual({
      ...DEFAULTS,
      schedules: 'off',
      speed: 60,
      start: Date.UTC(2026, 10, 10, 20),
      dailyBudget: 100,
    });
    expect(optionsOf('--trade nfl:4361423:KC --trade nba:3975:none@2026-11-10T12:00+01:00').trades).toEqual([
      { league: 'nfl', athlete: '4361423', to: 'KC', at: undefined },
      { league: 'nba', athlete: '3975', to: null, at: Date.UTC(2026, 10, 10, 11) },
    ]);
    expect(optionsOf('--upstream rapidapi --seed 3')).toEqual({ ...DEFAULTS, upstream: 'rapidapi', seed: 3 });
    expect(optionsOf('--freeze')).toEqual({ ...DEFAULTS, freeze: true });
    expect(optionsOf('--dynamodb http://localhost:8000 --upstream espn')).toEqual({
      ...DEFAULTS,
      dynamodb: 'http://localhost:8000',
      upstream: 'espn',
    });
  });

  it.each([
    ['--host statline.example.com', '--host must be an IP address, not "statline.example.com"'],
    [
      '--host 0.0.0.0',
      '--host 0.0.0.0 needs --keys or API_KEY_HASHES: whoever reaches this machine could purge; npm run statline -- keys create makes a key',
    ],
    ['--port 65536', '--port must be a whole number from 0 to 65535, not "65536"'],
    ['--port 80.5', '--port must be a whole number from 0 to 65535, not "80.5"'],
    ['--port=', '--port must be a whole number from 0 to 65535, not ""'],
    ['--port 0x50', '--port must be a whole number from 0 to 65535, not "0x50"'],
    ['--environments 0', '--environments must be a whole number from 1 to 64, not "0"'],
    ['--environments four', '--environments must be a whole number from 1 to 64, not "four"'],
    ['--redis localhost:6379', '--redis must be a URL that starts with redis:// or rediss://'],
    ['--redis http://:secret@x', '--redis must be a URL that starts with redis:// or rediss://'],
    ['--dynamodb 8000', '--dynamodb must be a URL that starts with http:// or https://'],
    ['--upstream yahoo', '--upstream must be simulated or espn or rapidapi, not "yahoo"'],
    ['--upstream rapidapi --latency 5', '--latency is for the simulated provider, not for --upstream rapidapi'],
    ['--upstream espn --speed 2', '--speed is for the simulated provider, not for --upstream espn'],
    ['--upstream espn --trade nfl:1:KC', '--trade is for the simulated provider, not for --upstream espn'],
    ['--speed .5', '--speed must be a number from 1 to 3600, not ".5"'],
    ['--start tomorrow', '--start must be a moment such as 2026-11-10T20:00Z, not "tomorrow"'],
    ['--start 2026-11-10T20:00', '--start must be a moment such as 2026-11-10T20:00Z, not "2026-11-10T20:00"'],
    ['--start 2026-13-10', '--start must be a moment such as 2026-11-10T20:00Z, not "2026-13-10"'],
    ['--trade KC', '--trade must be LEAGUE:PLAYER:TEAM or LEAGUE:PLAYER:TEAM@MOMENT, such as nfl:4361423:KC, not "KC"'],
    ['--trade nfl:1:KC@noon', '--trade must be a moment such as 2026-11-10T20:00Z, not "noon"'],
    ['--schedules never', '--schedules must be on or off, not "never"'],
    ['--daily-budget 0', '--daily-budget must be a whole number from 1 to 10000000, not "0"'],
    ['--error-rate 1.5', '--error-rate must be a number from 0 to 1, not "1.5"'],
    ['--error-rate 5%', '--error-rate must be a number from 0 to 1, not "5%"'],
    ['--latency 1e3', '--latency must be a whole number from 0 to 60000, not "1e3"'],
    ['--seed 1 --upstream espn', '--seed is for the simulated provider, not for --upstream espn'],
    ['--dynamodb http://x --fresh', '--fresh is for the embedded DynamoDB, not for --dynamodb'],
    ['--data=', '--data needs a folder'],
    ['--freeze=yes', "Option '--freeze' does not take an argument"],
    ['--prot 1', "Unknown option '--prot'"],
    ['8787', "Unexpected argument '8787'"],
    ['--fresh=no', "Option '--fresh' does not take an argument"],
    ['--port', "Option '--port <value>' argument missing"],
    ['--port --fresh', "Option '--port' argument is ambiguous"],
  ])('refuse %s in one line', (line, message) => {
    expect(parse(line)).toEqual({ kind: 'invalid', message });
  });

  it('are all in the help', () => {
    expect(parse('--help')).toEqual({ kind: 'help' });
    expect(parse('-h')).toEqual({ kind: 'help' });
    expect([...HELP.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name]) => name)).toEqual([
      '--port',
      '--host',
      '--environments',
      '--freeze',
      '--redis',
      '--dynamodb',
      '--data',
      '--fresh',
      '--upstream',
      '--seed',
      '--latency',
      '--error-rate',
      '--keys',
      '--cors',
      '--schedules',
      '--speed',
      '--start',
      '--trade',
      '--scene',
      '--daily-budget',
      '--help',
    ]);
  });
});

describe('the banner', () => {
  const stack = {
    url: 'http://127.0.0.1:8787',
    upstream: { url: 'http://127.0.0.1:1' },
    rapidapi: undefined,
    schedules: { rules: [{ name: 'purge', every: 600_000 }] },
    redis: { url: 'http://127.0.0.1:2' },
    dynamodb: { url: 'http://127.0.0.1:3', embedded: true },
    queue: { url: 'http://127.0.0.1:4/000000000000/refresh' },
    refresh: {},
  };

  it('says what is simulated and embedded, where everything is and what to try', () => {
    const text = banner({ given: NOTHING_GIVEN, stack, options: DEFAULTS, data: '/tmp/tables', elapsed: 1234 });
    expect(text).toContain('Statline is up after 1.2 s.');
    expect(text).toMatch(/API +http:\/\/127\.0\.0\.1:8787 /);
    expect(text).toContain('SIMULATED ESPN (seed 1)');
    expect(text).toContain('http://127.0.0.1:1/__calls');
    expect(text).toContain('http://127.0.0.1:2  (embedded)');
    expect(text).toContain('http://127.0.0.1:3  (embedded, kept in /tmp/tables)');
    expect(text).toContain('http://127.0.0.1:4/000000000000/refresh  (the refresh function takes from it)');
    expect(text).toContain('http://127.0.0.1:1/__control/trades');
    expect(text).toMatch(/Schedules +purge every 10 minutes\n/);
    expect(text).not.toMatch(/frozen|Time|a day/);
    expect(text.match(/^ {2}curl .*http:\/\/127\.0\.0\.1:8787\/v1\/nfl\//gm)).toHaveLength(3);
  });

  it('says that time is not the real one, and what is off', () => {
    const options = { ...DEFAULTS, schedules: 'off', dailyBudget: 100 } as const;
    const clock = { speed: 60, now: () => Date.UTC(2026, 10, 10, 20) };
    const text = banner({ given: NOTHING_GIVEN, stack, options, data: undefined, clock, elapsed: 0 });
    expect(text).toMatch(/Time +SIMULATED: it is 2026-11-10T20:00:00\.000Z, and the clock runs 60 times faster\n/);
    expect(text).toMatch(/Schedules +off \(purge every 10 minutes\)\n/);
    expect(text).toContain('at most 100 calls a day');
    expect(text).toContain('(embedded, in memory)');
    const none = banner({
      given: NOTHING_GIVEN,
      stack: { ...stack, schedules: { rules: [] } },
      options,
      data: undefined,
      elapsed: 0,
    });
    expect(none).toMatch(/Schedules +none: there is no function for them\n/);
  });

  it('says what will happen in a scene, and when', () => {
    const steps = [
      { minute: 0, at: '2026-10-07T12:00:00.000Z', happens: 'All is well.', see: 'Answers.', done: true },
      { minute: 13, at: '2026-10-07T12:13:00.000Z', happens: 'Nothing is.', see: 'Problems.', done: false },
    ];
    const scene = { scene: 'outage', title: 'a test', began: '2026-10-07T12:00:00.000Z', steps } as const;
    const clock = { speed: 10, now: () => Date.UTC(2026, 9, 7, 12) };
    const text = banner({ given: NOTHING_GIVEN, stack, options: DEFAULTS, data: undefined, clock, scene, elapsed: 0 });
    expect(text).toContain('Scene outage: a test. Minute 0 is 2026-10-07T12:00Z.\n');
    expect(text).toMatch(/now +All is well\.\n +Answers\.\n +in 1:18 +Nothing is\.\n +Problems\.\n/);
  });

  it('names the metered provider', () => {
    const metered = { ...stack, upstream: undefined, rapidapi: { url: 'http://127.0.0.1:9' } };
    const text = banner({ given: NOTHING_GIVEN, stack: metered, options: DEFAULTS, data: '/tmp/tables', elapsed: 0 });
    expect(text).toContain('SIMULATED NFL-API-DATA (RapidAPI) (seed 1)');
    expect(text).toContain('http://127.0.0.1:9/__calls');
    expect(text).not.toContain('__control');
  });

  it('says what is frozen, and that no function takes from the queue', () => {
    const options = { ...DEFAULTS, freeze: true };
    const text = banner({
      given: NOTHING_GIVEN,
      stack: { ...stack, refresh: undefined },
      options,
      data: '/tmp/tables',
      elapsed: 0,
    });
    expect(text).toContain('(up to 4 execution environments, frozen between invocations)');
    expect(text).toContain('refresh  (no function takes from it)');
  });

  it('says what is real, and keeps a password to itself', () => {
    const options = { ...DEFAULTS, upstream: 'espn', redis: 'redis://user:secret@host:6379' } as const;
    const real = { ...stack, upstream: undefined, dynamodb: { url: 'http://host:8000', embedded: false } };
    const text = banner({ given: NOTHING_GIVEN, stack: real, options, data: '/tmp/tables', elapsed: 0 });
    expect(text).toContain('the real ESPN');
    expect(text).not.toMatch(/simulated|__calls|secret/i);
    expect(text).toContain('(redis://user:***@host:6379)');
    expect(text).toContain('http://host:8000  (yours)');
  });
});
