import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScenePlayer } from '../../infra/local/scenes/player.ts';
import { sceneRoutes } from '../../infra/local/scenes/routes.ts';
import { startGateway, type Gateway } from '../../infra/local/gateway/gateway.ts';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { runLine } from './run.ts';

const done = (): Promise<void> => Promise.resolve();

let gateway: Gateway;
beforeAll(async () => {
  const clock = createStackClock({ start: Date.UTC(2026, 9, 7, 12), machine: createFakeClock() });
  const player = createScenePlayer({ stage: { apply: done, restore: done }, clock });
  gateway = await startGateway({ port: 0, routes: sceneRoutes(Promise.resolve(player)) });
});
afterAll(() => gateway.close());

const run = (...words: string[]) => runLine(['scene', ...words, '--url', gateway.url]);

describe('statline scene', () => {
  it('says which there are, begins one, says what comes next, and ends it', async () => {
    const none = await run();
    expect(none.out).toMatch(/^No scene is on\. There are\nblocked +the provider refuses every call\n/);
    const begun = await run('slow');
    expect(begun).toMatchObject({ code: 0, err: '' });
    expect(begun.out).toContain('Scene slow: the provider takes seconds for each answer\n');
    expect(begun.out).toMatch(/\ndone +0 {2}12:00:00 {2}All is well\.\n/);
    expect(begun.out).toMatch(/\n +1 {2}12:01:00 {2}The provider takes 2\.5 s for each answer\.\n/);
    expect((await run()).out).toBe(begun.out);
    const { out } = await run('none', '--json');
    expect(JSON.parse(out)).toMatchObject({ scene: null });
  });

  it('refuses what is no scene, and says which are', async () => {
    const { code, out, err } = await run('earthquake');
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('scene must be null or one of blocked, trade-night');
  });

  it('says so where there are no scenes: a deployment has none', async () => {
    const body = JSON.stringify({
      type: 'urn:statline:problem:route-not-found',
      title: 'No such route',
      status: 404,
      code: 'route-not-found',
      detail: 'There is no route GET /__scene',
    });
    const server = createServer((_, response) => {
      response.writeHead(404, { 'content-type': 'application/problem+json' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, out, err } = await runLine(['scene', '--url', url]);
    expect(out).toBe('');
    expect(code).not.toBe(0);
    expect(err).toContain('There is no route GET /__scene');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
