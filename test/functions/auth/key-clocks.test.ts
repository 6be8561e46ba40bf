import { expect, it } from 'vitest';
import { createKeySource } from '../../../functions/auth/key-source.ts';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { sha256Of } from '../../../lib/http/api-keys.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const secretOf = (...names: readonly string[]): string =>
  JSON.stringify({ keys: names.map((name) => ({ role: 'read', sha256: sha256Of(name), name })) });

it('a key that is revoked is refused within minutes, although the clock was set back by six hours', async () => {
  const clock = createFakeClock();
  let secret = secretOf('bot', 'revoked');
  let isDown = false;
  const source = createKeySource({
    listed: [],
    readSecret: () => (isDown ? Promise.reject(new Error('no secret')) : Promise.resolve(secret)),
    clock,
    onFailure: () => undefined,
  });
  expect(await source?.current()).toHaveLength(2);
  clock.advance(-hours(6));
  secret = secretOf('bot');
  expect(await source?.current()).toHaveLength(1);
  // A secret that cannot be read is believed for an hour, and no longer.
  clock.advance(-hours(6));
  isDown = true;
  expect(await source?.current()).toHaveLength(1);
  clock.advance(hours(1) - minutes(5));
  await expect(source?.current()).rejects.toThrow('cannot be checked');
});
