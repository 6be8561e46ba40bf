import { describe, expect, it } from 'vitest';
import { createScenePlayer, type ScenePlayer } from '../../../../infra/local/scenes/player.ts';
import { SCENE_PATH, sceneRoutes } from '../../../../infra/local/scenes/routes.ts';
import { SCENE_NAMES } from '../../../../infra/local/scenes/scene.ts';

const done = (): Promise<void> => Promise.resolve();
const playerOf = (): ScenePlayer => createScenePlayer({ stage: { apply: done, restore: done }, clock: undefined });

const askWith = (player: ScenePlayer | undefined) => {
  const routes = sceneRoutes(Promise.resolve(player));
  return async (method: string, body?: unknown, type = 'application/json') => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const result = await routes.get(`${method} ${SCENE_PATH}`)?.({ headers: { 'content-type': type }, body: text }, {});
    if (result?.kind !== 'response') throw new Error('No answer');
    const reply = JSON.parse(result.payload) as { readonly statusCode: number; readonly body: string };
    return { status: reply.statusCode, json: JSON.parse(reply.body) as unknown };
  };
};

describe('the control of scenes', () => {
  it('says which is on and which there are, and shows another', async () => {
    const ask = askWith(playerOf());
    const { json } = await ask('GET');
    expect(json).toMatchObject({ scene: null });
    expect((json as { scenes: { name: string }[] }).scenes.map(({ name }) => name)).toEqual([...SCENE_NAMES]);
    expect(await ask('POST', { scene: 'slow' })).toMatchObject({ status: 200, json: { scene: { scene: 'slow' } } });
    expect(await ask('GET')).toMatchObject({ json: { scene: { scene: 'slow' } } });
    expect(await ask('POST', { scene: null })).toMatchObject({ status: 200, json: { scene: null } });
  });

  it.each([[{ scene: 'constructor' }], [{}], [[]], ['{'], ['"slow"'], [null], [{ scene: 7 }]])(
    'refuses %j, and names the scenes',
    async (body) => {
      expect(await askWith(playerOf())('POST', body)).toMatchObject({
        status: 400,
        json: {
          code: 'no-such-scene',
          field: 'scene',
          detail: expect.stringContaining('blocked, trade-night') as unknown,
        },
      });
    },
  );

  it('takes JSON only: a page of another origin could send text without being asked first', async () => {
    expect((await askWith(playerOf())('POST', { scene: 'slow' }, 'text/plain')).status).toBe(400);
  });

  it('says why a scene cannot be shown', async () => {
    expect(await askWith(playerOf())('POST', { scene: 'trade-night' })).toMatchObject({
      status: 501,
      json: { detail: expect.stringContaining('needs a clock of its own') as unknown },
    });
    expect(await askWith(undefined)('GET')).toMatchObject({
      status: 501,
      json: { detail: expect.stringContaining('simulated ESPN') as unknown },
    });
  });
});
