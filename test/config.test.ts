import { describe, expect, it } from 'vitest';
import { ConfigError, ENV, readConfig } from '../lib/config.ts';

describe('the configuration', () => {
  it('needs nothing: without neighbours there is a memory tier and the real provider', () => {
    expect(readConfig({})).toMatchObject({
      redis: undefined,
      tableName: undefined,
      espn: { siteUrl: 'https://site.api.espn.com' },
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

  it.each([
    [{ [ENV.redisUrl]: 'not a url', [ENV.redisToken]: 'x' }, `${ENV.redisUrl} must be a URL`],
    [{ [ENV.redisUrl]: 'redis://host', [ENV.redisToken]: 'x' }, `${ENV.redisUrl} must be an http or https URL`],
    [{ [ENV.redisUrl]: 'https://host' }, `${ENV.redisToken} is missing`],
    [{ [ENV.redisToken]: 'x' }, `${ENV.redisUrl} is missing`],
    [{ [ENV.tableName]: 'a b' }, ENV.tableName],
    [{ [ENV.userAgent]: 'line\nbreak' }, ENV.userAgent],
    [
      { [ENV.espnSiteUrl]: 'x', [ENV.espnWebUrl]: 'y' },
      `${ENV.espnSiteUrl} must be a URL; ${ENV.espnWebUrl} must be a URL`,
    ],
  ])('refuses %j and names what is wrong', (env, message) => {
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(message);
  });

  it('never repeats a value, which may be a secret', () => {
    expect(() => readConfig({ [ENV.redisUrl]: 'https://x', [ENV.redisToken]: 'tok\nen' })).toThrow(
      expect.not.stringContaining('tok') as string,
    );
  });
});
