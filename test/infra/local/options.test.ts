import { describe, expect, it } from 'vitest';
import { banner } from '../../../infra/local/banner.ts';
import { HELP, parseOptions, type LocalOptions } from '../../../infra/local/options.ts';

const DEFAULTS: LocalOptions = {
  port: 8787,
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
};

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
      environments: 8,
      redis: 'rediss://:pw@host:6380/1',
      seed: 7,
      latency: 0,
      errorRate: 0.25,
    });
    expect(optionsOf('--data ./tables --fresh')).toEqual({ ...DEFAULTS, data: './tables', fresh: true });
    expect(optionsOf('--freeze')).toEqual({ ...DEFAULTS, freeze: true });
    expect(optionsOf('--dynamodb http://localhost:8000 --upstream espn')).toEqual({
      ...DEFAULTS,
      dynamodb: 'http://localhost:8000',
      upstream: 'espn',
    });
  });

  it.each([
    ['--port 65536', '--port must be a whole number from 0 to 65535, not "65536"'],
    ['--port 80.5', '--port must be a whole number from 0 to 65535, not "80.5"'],
    ['--port=', '--port must be a whole number from 0 to 65535, not ""'],
    ['--port 0x50', '--port must be a whole number from 0 to 65535, not "0x50"'],
    ['--environments 0', '--environments must be a whole number from 1 to 64, not "0"'],
    ['--environments four', '--environments must be a whole number from 1 to 64, not "four"'],
    ['--redis localhost:6379', '--redis must be a URL that starts with redis:// or rediss://'],
    ['--redis http://:secret@x', '--redis must be a URL that starts with redis:// or rediss://'],
    ['--dynamodb 8000', '--dynamodb must be a URL that starts with http:// or https://'],
    ['--upstream rapidapi', '--upstream must be simulated or espn, not "rapidapi"'],
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
      '--help',
    ]);
  });
});

describe('the banner', () => {
  const stack = {
    url: 'http://127.0.0.1:8787',
    upstream: { url: 'http://127.0.0.1:1' },
    redis: { url: 'http://127.0.0.1:2' },
    dynamodb: { url: 'http://127.0.0.1:3', embedded: true },
    queue: { url: 'http://127.0.0.1:4/000000000000/refresh' },
    refresh: {},
  };

  it('says what is simulated and embedded, where everything is and what to try', () => {
    const text = banner({ stack, options: DEFAULTS, data: '/tmp/tables', elapsed: 1234 });
    expect(text).toContain('Statline is up after 1.2 s.');
    expect(text).toMatch(/API +http:\/\/127\.0\.0\.1:8787 /);
    expect(text).toContain('SIMULATED ESPN (seed 1)');
    expect(text).toContain('http://127.0.0.1:1/__calls');
    expect(text).toContain('http://127.0.0.1:2  (embedded)');
    expect(text).toContain('http://127.0.0.1:3  (embedded, kept in /tmp/tables)');
    expect(text).toContain('http://127.0.0.1:4/000000000000/refresh  (taken from by the refresh function)');
    expect(text).not.toContain('frozen');
    expect(text.match(/^ {2}curl .*http:\/\/127\.0\.0\.1:8787\/v1\/nfl\//gm)).toHaveLength(3);
  });

  it('says what is frozen, and that nobody takes from the queue', () => {
    const options = { ...DEFAULTS, freeze: true };
    const text = banner({ stack: { ...stack, refresh: undefined }, options, data: '/tmp/tables', elapsed: 0 });
    expect(text).toContain('(up to 4 execution environments, frozen between invocations)');
    expect(text).toContain('refresh  (nobody takes from it)');
  });

  it('says what is real, and keeps a password to itself', () => {
    const options = { ...DEFAULTS, upstream: 'espn', redis: 'redis://user:secret@host:6379' } as const;
    const real = { ...stack, upstream: undefined, dynamodb: { url: 'http://host:8000', embedded: false } };
    const text = banner({ stack: real, options, data: '/tmp/tables', elapsed: 0 });
    expect(text).toContain('the real ESPN');
    expect(text).not.toMatch(/simulated|__calls|secret/i);
    expect(text).toContain('(redis://user:***@host:6379)');
    expect(text).toContain('http://host:8000  (yours)');
  });
});
