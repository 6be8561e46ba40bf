import { describe, expect, it } from 'vitest';
import { listedKey, parseKeyHashes, parseKeysSecret, presentedKey, sha256Of } from '../../lib/http/api-keys.ts';
import { ConfigError, ENV, readConfig } from '../../lib/config.ts';

const READ = sha256Of('reader');
const ADMIN = sha256Of('boss');

describe('a list of key hashes', () => {
  it('names a role and a SHA-256 each', () => {
    expect(sha256Of('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(parseKeyHashes(`read:${READ}:250, ADMIN:${ADMIN.toUpperCase()}`)).toEqual([
      { role: 'read', sha256: READ, dailyLimit: 250 },
      { role: 'admin', sha256: ADMIN },
    ]);
  });

  it.each([
    '',
    'read',
    `owner:${READ}`,
    `read:${READ.slice(1)}`,
    `read:${READ},`,
    `read:${READ}:x`,
    `read:${READ}:0`,
    `read:${READ}:1.5`,
    `read:${READ}:1e3`,
    `read:${READ}:`,
    `read:${READ}:1:1`,
    `read: ${READ}`,
  ])('is refused whole when part of it is something else: %j', (text) => expect(parseKeyHashes(text)).toBeUndefined());

  it('stops the start of a function without being repeated', () => {
    const wrong = { [ENV.apiKeyHashes]: 'read:a-plain-key-by-mistake' };
    expect(() => readConfig(wrong)).toThrow(ConfigError);
    expect(() => readConfig(wrong)).toThrow(/^API_KEY_HASHES must be a list of read:HASH or admin:HASH/);
    expect(() => readConfig(wrong)).not.toThrow(/by-mistake/);
  });
});

describe('the secret', () => {
  it('holds a generated key as it is and the others as hashes; only hashes come out', () => {
    const text = JSON.stringify({
      adminKey: 'generated-at-deploy-time',
      keys: [{ name: 'bot-a', role: 'read', sha256: READ, dailyLimit: 100 }],
    });
    expect(parseKeysSecret(text)).toEqual([
      { role: 'admin', sha256: sha256Of('generated-at-deploy-time') },
      { role: 'read', sha256: READ, name: 'bot-a', dailyLimit: 100 },
    ]);
    expect(parseKeysSecret('{}')).toEqual([]);
  });

  it.each([
    ['not json: s3cret', 'its beginning'],
    ['["s3cret"]', 'keys'],
    ['{"adminKey":"s3cret"}', 'adminKey'],
    [`{"keys":[{"role":"s3cret","sha256":"${READ}"}]}`, 'keys.0.role'],
    ['{"keys":[{"role":"read","sha256":"s3cret"}]}', 'keys.0.sha256'],
  ])('is refused when it is malformed, and not repeated: %s', (text, where) => {
    expect(() => parseKeysSecret(text)).toThrow(where);
    expect(() => parseKeysSecret(text)).not.toThrow(/s3cret/);
  });
});

describe('a request', () => {
  it.each([
    [{ authorization: 'Bearer abc' }, 'abc'],
    [{ authorization: 'bearer   abc ' }, 'abc'],
    [{ 'x-api-key': ' abc ' }, 'abc'],
    [{ authorization: 'Bearer abc', 'x-api-key': 'other' }, 'abc'],
    [{ authorization: 'Basic abc', 'x-api-key': 'other' }, 'other'],
    [{ authorization: 'Bearer a b' }, undefined],
    [{ authorization: 'Bearer ', 'x-api-key': ' ' }, undefined],
    [{}, undefined],
  ])('with %j presents %s', (headers, key) => expect(presentedKey(headers)).toBe(key));
});

describe('the role of a key', () => {
  const keys = [
    { role: 'read', sha256: READ },
    { role: 'admin', sha256: ADMIN },
  ] as const;

  it('is that of the key with its hash', () => {
    expect(listedKey('reader', keys)?.role).toBe('read');
    expect(listedKey('boss', keys)?.role).toBe('admin');
    expect(listedKey('Reader', keys)?.role).toBeUndefined();
    expect(listedKey(READ, keys)?.role).toBeUndefined();
    expect(listedKey('reader', [])?.role).toBeUndefined();
  });

  it('is the higher one when it is listed twice, in whatever order', () => {
    const twice = [{ role: 'read', sha256: ADMIN } as const, ...keys];
    expect(listedKey('boss', twice)?.role).toBe('admin');
    expect(listedKey('boss', twice.toReversed())?.role).toBe('admin');
  });
});
