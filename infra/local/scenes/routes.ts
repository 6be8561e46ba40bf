import { STATUS_CODES } from 'node:http';
import type { Invoke } from '../gateway/gateway.ts';
import { SCENES } from './scenes.ts';
import { SceneError, type ScenePlayer } from './player.ts';
import { SCENE_NAMES, type SceneName } from './scene.ts';

/** Where a running stack is asked which scene is on, and told another one. */
export const SCENE_PATH = '/__scene';

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** The stack's own routes: no function answers them, and nothing of them is deployed. */
export const sceneRoutes = (player: Promise<ScenePlayer | undefined>): ReadonlyMap<string, Invoke> => {
  const answerWith =
    (answer: (scenes: ScenePlayer, event: unknown) => Reply | Promise<Reply>): Invoke =>
    async (event) => {
      const scenes = await player;
      const { status, body } = scenes === undefined ? NO_SCENES : await answer(scenes, event);
      const reply = {
        statusCode: status,
        headers: {
          'content-type': status < 400 ? 'application/json' : 'application/problem+json',
          'cache-control': 'no-store',
        },
        body: JSON.stringify(body),
      };
      return { kind: 'response', payload: JSON.stringify(reply), environment: 0, coldStart: false, duration: 0 };
    };
  return new Map([
    [`GET ${SCENE_PATH}`, answerWith((scenes) => ({ status: 200, body: stateOf(scenes) }))],
    [`POST ${SCENE_PATH}`, answerWith(change)],
  ]);
};

const change = async (scenes: ScenePlayer, event: unknown): Promise<Reply> => {
  const wanted = sceneIn(event);
  if (wanted === undefined) {
    return problem(400, 'no-such-scene', `scene must be null or one of ${SCENE_NAMES.join(', ')}`, 'scene');
  }
  try {
    await (wanted === null ? scenes.stop() : scenes.play(wanted));
  } catch (error) {
    if (!(error instanceof SceneError)) throw error;
    return notShown(error.message);
  }
  return { status: 200, body: stateOf(scenes) };
};

const stateOf = (scenes: ScenePlayer) => ({
  scene: scenes.state() ?? null,
  scenes: SCENE_NAMES.map((name) => ({ name, title: SCENES[name].title })),
});

/** Undefined: the body names none. A page of another origin cannot send JSON without being asked first. */
const sceneIn = (event: unknown): SceneName | null | undefined => {
  const { headers, body, isBase64Encoded } = event as {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body?: string;
    readonly isBase64Encoded?: boolean;
  };
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return undefined;
  const json = parse(isBase64Encoded === true ? Buffer.from(body ?? '', 'base64').toString() : (body ?? ''));
  if (typeof json !== 'object' || json === null || !('scene' in json)) return undefined;
  const { scene } = json;
  return scene === null ? null : SCENE_NAMES.find((name) => name === scene);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const problem = (status: number, code: string, detail: string, field?: string): Reply => ({
  status,
  body: {
    type: `urn:statline:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
    ...(field !== undefined && { field }),
  },
});

const notShown = (why: string): Reply => problem(501, 'scene-not-shown', why);

const NO_SCENES = notShown('Scenes are for the simulated ESPN: start the stack without --upstream');
