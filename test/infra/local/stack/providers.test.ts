import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createStackParts } from '../../../../infra/local/stack/parts.ts';
import { startProvider } from '../../../../infra/local/stack/providers.ts';

const parts = createStackParts();
afterEach(() => parts.close());

const start = async (upstream: 'simulated' | 'rapidapi', port: number): Promise<number> => {
  const { espn, rapidapi } = await startProvider({ upstream, port }, (name, part) => parts.start(name, part));
  return Number(new URL(espn?.url ?? rapidapi?.url ?? '').port);
};

/** Of two neighbours that are free now. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port - 1 : 0;
};

describe('the simulated provider of a stack', () => {
  it.each(['simulated', 'rapidapi'] as const)(
    'is at the port after the API, so that stored pictures are found after a restart (%s)',
    async (upstream) => {
      const port = await freePort();
      expect(await start(upstream, port)).toBe(port + 1);
      // In use: any other one.
      const other = await start(upstream, port);
      expect([0, port + 1]).not.toContain(other);
    },
  );

  it('is anywhere for an API that is anywhere, or at the last port', async () => {
    expect(await start('rapidapi', 0)).toBeGreaterThan(0);
    expect(await start('rapidapi', 65_535)).toBeGreaterThan(0);
  });
});
