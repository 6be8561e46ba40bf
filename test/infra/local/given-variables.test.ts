import { describe, expect, it } from 'vitest';
import { parseOptions, type ParsedOptions } from '../../../infra/local/options.ts';
import { ENV } from '../../../lib/config.ts';

const KEYS = `read:${'ab'.repeat(32)}`;
type Environment = Readonly<Record<string, string>>;

const parse = (line: string, env: Environment): ParsedOptions =>
  parseOptions(
    line.split(' ').filter((word) => word !== ''),
    env,
  );

const given = (line: string, env: Environment) => {
  const parsed = parse(line, env);
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed));
  return parsed.given;
};

const ESPN = { ESPN_SITE_URL: 'http://127.0.0.1:9000', ESPN_CORE_URL: 'http://127.0.0.1:9001' };

describe('the environment of npm start', () => {
  it('says nothing where it is silent, or empty', () => {
    expect(given('', {})).toEqual({ variables: {}, ignored: [] });
    expect(given('', { LEAGUES: '', PATH: '/bin', HOME: '/root' })).toEqual({ variables: {}, ignored: [] });
  });

  it('configures the functions as a deployment would', () => {
    const env = { LEAGUES: 'nfl,nba', UPSTREAM_USER_AGENT: 'my bot/1 (+https://example.org)', API_KEY_HASHES: KEYS };
    expect(given('', env)).toEqual({ variables: env, ignored: [] });
  });

  it('moves the real provider, whose answers then are kept apart from those of ESPN', () => {
    expect(given('--upstream espn', ESPN)).toEqual({
      variables: { ...ESPN, UPSTREAM_LABEL: 'espn-127-0-0-1-9000' },
      ignored: [],
    });
    expect(given('--upstream espn', { ...ESPN, UPSTREAM_LABEL: 'mine' }).variables.UPSTREAM_LABEL).toBe('mine');
  });

  it('does not move the simulated one, and says so', () => {
    expect(given('', ESPN)).toEqual({
      variables: {},
      ignored: ['ESPN_SITE_URL (it is for --upstream espn)', 'ESPN_CORE_URL (it is for --upstream espn)'],
    });
  });

  it('gives way to an option', () => {
    const env = { UPSTREAM_DAILY_BUDGET: '500', API_KEY_HASHES: KEYS };
    expect(given('--daily-budget 100', env)).toEqual({
      variables: { API_KEY_HASHES: KEYS },
      ignored: ['UPSTREAM_DAILY_BUDGET (--daily-budget is given)'],
    });
    expect(given(`--keys ${KEYS}`, env).ignored).toEqual(['API_KEY_HASHES (--keys is given)']);
  });

  it('of every setting that is there is either used or said to be ignored, under every provider', () => {
    const values: Environment = {
      ...Object.fromEntries(Object.values(ENV).map((name) => [name, 'http://127.0.0.1:1'])),
      UPSTREAM: 'espn',
      UPSTREAM_LABEL: 'mine',
      LEAGUES: 'nfl',
      PREDICTION: 'off',
      LOG_SAMPLE: '10',
      WINDOWS: '[]',
      API_KEY_HASHES: KEYS,
      UPSTREAM_DAILY_BUDGET: '5',
      UPSTREAM_MINUTE_BUDGET: '5',
      COHERENCE_WINDOW_MS: '5000',
      UPSTASH_TIMEOUT_MS: '100',
      TABLE_TIMEOUT_MS: '100',
      UPSTREAM_USER_AGENT: 'me',
    };
    for (const upstream of ['simulated', 'espn', 'rapidapi']) {
      const { variables, ignored } = given(`--upstream ${upstream}`, values);
      const said = [...Object.keys(variables), ...ignored.map((text) => text.split(' ')[0])];
      expect(said.toSorted()).toEqual(Object.values(ENV).toSorted());
      // A value may be a secret.
      expect(ignored.join()).not.toContain('127.0.0.1');
    }
  });

  it.each([
    [{ LEAGUES: 'nfl,cricket' }, /^LEAGUES must be a list of nfl/],
    [{ API_KEY_HASHES: 'a-secret-by-mistake' }, /^API_KEY_HASHES must be a list/],
    [{ WINDOWS: '{' }, /^WINDOWS /],
    [{ LOG_SAMPLE: '1%' }, /^LOG_SAMPLE must be a whole number from 0 to 1000000$/],
    [{ UPSTREAM_DAILY_BUDGET: 'many' }, /^UPSTREAM_DAILY_BUDGET must be a whole number/],
  ])('refuses %j in one line that names it and does not repeat it', (env: Environment, message) => {
    const parsed = parse('', env);
    expect(parsed).toEqual({ kind: 'invalid', message: expect.stringMatching(message) as string });
    expect(JSON.stringify(parsed)).not.toContain('a-secret-by-mistake');
  });
});
