import { describe, expect, it } from 'vitest';
import { ConfigError, ENV, readConfig } from '../lib/config.ts';

describe('the configuration', () => {
  it('needs nothing: without neighbours there is a memory tier and the real provider', () => {
    expect(readConfig({})).toMatchObject({
      redis: undefined,
      tableName: undefined,
      upstream: { kind: 'espn', siteUrl: 'https://site.api.espn.com', partnersUrl: 'https://partners.api.espn.com' },
      upstreamLabel: 'espn',
    });
  });

  it('takes an empty variable for an unset one', () => {
    expect(readConfig({ [ENV.redisUrl]: '', [ENV.redisToken]: '', [ENV.tableName]: '' }).redis).toBeUndefined();
  });

  it('reads what is set and cuts trailing slashes', () => {
    const config = readConfig({
      [ENV.redisUrl]: 'https://eu1.upstash.io/',
      [ENV.redisToken]: 'secret',
      [ENV.tableName]: 'statline-cache',
      UNRELATED: 'x',
    });
    expect(config).toMatchObject({
      redis: { url: 'https://eu1.upstash.io', token: 'secret' },
      tableName: 'statline-cache',
    });
  });

  it.each([ENV.redisUrl, ENV.espnSiteUrl, ENV.rapidApiUrl, ENV.refreshQueueUrl])(
    'refuses a %s that could carry a secret, and does not repeat it',
    (name) => {
      for (const url of ['https://user:word@host', 'https://word@host', 'https://host/?key=word', 'https://host/#word'])
        expect(() => readConfig({ [ENV.redisUrl]: 'https://host', [ENV.redisToken]: 'x', [name]: url })).toThrow(
          new ConfigError(`${name} must have no user name, password, query or fragment`),
        );
    },
  );

  it.each([
    [{ [ENV.redisUrl]: 'not a url', [ENV.redisToken]: 'x' }, `${ENV.redisUrl} must be a URL`],
    [{ [ENV.redisUrl]: 'redis://host', [ENV.redisToken]: 'x' }, `${ENV.redisUrl} must be an http or https URL`],
    [{ [ENV.redisUrl]: 'https://host' }, `${ENV.redisToken} is missing`],
    [{ [ENV.redisToken]: 'x' }, `${ENV.redisUrl} is missing`],
    [{ [ENV.tableName]: 'a b' }, ENV.tableName],
    [{ [ENV.userAgent]: 'line\nbreak' }, ENV.userAgent],
    [{ [ENV.dailyBudget]: '0' }, `${ENV.dailyBudget} must be a whole number from 1 to 10000000`],
    [{ [ENV.dailyBudget]: '1.5' }, ENV.dailyBudget],
    [{ [ENV.dailyBudget]: '10000001' }, ENV.dailyBudget],
    [{ [ENV.minuteBudget]: 'many' }, `${ENV.minuteBudget} must be a whole number from 1 to 100000`],
    [{ [ENV.upstream]: 'yahoo' }, `${ENV.upstream} must be espn or rapidapi`],
    [{ [ENV.upstream]: 'rapidapi' }, `${ENV.rapidApiKey} is missing`],
    [{ [ENV.upstream]: 'rapidapi', [ENV.rapidApiKey]: 'two words' }, ENV.rapidApiKey],
    [
      { [ENV.espnSiteUrl]: 'x', [ENV.espnWebUrl]: 'y' },
      `${ENV.espnSiteUrl} must be a URL; ${ENV.espnWebUrl} must be a URL`,
    ],
  ])('refuses %j and names what is wrong', (env, message) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(message);
  });

  it('predicts where calls cost nothing, and where they are billed only when it is told to', () => {
    const metered = { [ENV.upstream]: 'rapidapi', [ENV.rapidApiKey]: 'key' };
    expect(readConfig({}).prediction).toBe(true);
    expect(readConfig({ [ENV.prediction]: 'off' }).prediction).toBe(false);
    expect(readConfig(metered).prediction).toBe(false);
    expect(readConfig({ ...metered, [ENV.prediction]: 'on' }).prediction).toBe(true);
    expect(() => readConfig({ [ENV.prediction]: 'maybe' })).toThrow(`${ENV.prediction} must be on or off`);
  });

  it('names the provider that is asked, and the store after it', () => {
    expect(readConfig({ [ENV.upstream]: 'rapidapi', [ENV.rapidApiKey]: 'secret' })).toMatchObject({
      upstream: { kind: 'rapidapi', url: 'https://nfl-api-data.p.rapidapi.com', key: 'secret' },
      upstreamLabel: 'rapidapi',
    });
    expect(readConfig({ [ENV.upstreamLabel]: 'simulated' }).upstreamLabel).toBe('simulated');
  });

  it('has a budget for each provider, unless it is told another', () => {
    const rapidApi = { [ENV.upstream]: 'rapidapi', [ENV.rapidApiKey]: 'secret' };
    expect(readConfig({}).budget).toEqual({ perDay: 20_000, perMinute: 120 });
    expect(readConfig(rapidApi).budget).toEqual({ perDay: 100, perMinute: undefined });
    const told = { ...rapidApi, [ENV.dailyBudget]: '5000', [ENV.minuteBudget]: '10' };
    expect(readConfig(told).budget).toEqual({ perDay: 5000, perMinute: 10 });
  });

  it('never repeats a value, which may be a secret', () => {
    expect(() => readConfig({ [ENV.redisUrl]: 'https://x', [ENV.redisToken]: 'tok\nen' })).toThrow(
      expect.not.stringContaining('tok') as string,
    );
  });
});

describe('CORS_ORIGINS', () => {
  it('is a list of origins, or *; without it there is none', () => {
    expect(readConfig({}).corsOrigins).toEqual([]);
    expect(readConfig({ CORS_ORIGINS: '*' }).corsOrigins).toEqual(['*']);
    expect(readConfig({ CORS_ORIGINS: 'https://Bot.example.org, http://localhost:5173' }).corsOrigins).toEqual([
      'https://bot.example.org',
      'http://localhost:5173',
    ]);
  });

  it.each(['bot.example.org', 'https://bot.example.org/', 'https://*.example.org', 'https://a.org,'])(
    'is not %s',
    (origins) => expect(() => readConfig({ CORS_ORIGINS: origins })).toThrow('must be * or a list of origins'),
  );
});
