import type { StackClock } from '../clock/stack-clock.ts';
import type { Change, Scene, SceneName } from './scene.ts';
import { SCENES } from './scenes.ts';

/** A scene that is on. */
export interface PlayedScene {
  readonly scene: SceneName;
  readonly title: string;
  /** ISO 8601, of the stack's clock. */
  readonly began: string;
  readonly steps: readonly PlayedStep[];
}

export interface PlayedStep {
  readonly minute: number;
  /** ISO 8601, of the stack's clock. */
  readonly at: string;
  readonly happens: string;
  readonly see: string;
  /** Whether it has happened. */
  readonly done: boolean;
}

/** The scene cannot be shown here; the message says why. */
export class SceneError extends Error {
  override readonly name = 'SceneError';
}

/** What a scene changes. */
export interface Stage {
  apply(change: Change): Promise<void>;
  /** Puts everything back but trades: those stay. */
  restore(): Promise<void>;
}

export interface ScenePlayer {
  /** Ends the scene that is on and begins this one, with its first step. Rejects with SceneError. */
  play(name: SceneName): Promise<PlayedScene>;
  /** Ends the scene that is on. */
  stop(): Promise<void>;
  state(): PlayedScene | undefined;
  /** Does what has become due: for a driver that moves the clock itself. */
  settle(): Promise<void>;
  /** Does what becomes due, as the clock goes. */
  start(): void;
  close(): Promise<void>;
}

export interface ScenePlayerOptions {
  readonly stage: Stage;
  /** Undefined: the stack's time is this machine's, and cannot be moved. */
  readonly clock: StackClock | undefined;
  readonly log?: (line: string) => void;
}

interface Shown {
  readonly name: SceneName;
  readonly scene: Scene;
  readonly began: number;
  /** Steps that have happened. */
  done: number;
}

const MINUTE_MS = 60_000;
// Machine time: soon enough for a scene whose minutes are seconds.
const BEAT_MS = 100;

/**
 * Shows scenes, one at a time.
 * @example const scenes = createScenePlayer({ stage, clock, log }); await scenes.play('blocked'); scenes.start();
 */
export const createScenePlayer = ({ stage, clock, log = () => undefined }: ScenePlayerOptions): ScenePlayer => {
  const now = (): number => (clock ?? Date).now();
  let on: Shown | undefined;
  let timer: NodeJS.Timeout | undefined;
  // One after the other: a switch waits for the step that is being done.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };

  const stateOf = ({ name, scene, began, done }: Shown): PlayedScene => {
    const steps = scene.steps.map(({ minute, happens, see }, index) => ({
      minute,
      at: new Date(began + minute * MINUTE_MS).toISOString(),
      happens,
      see,
      done: index < done,
    }));
    return { scene: name, title: scene.title, began: new Date(began).toISOString(), steps };
  };

  const settle = async (): Promise<void> => {
    while (on !== undefined) {
      const step = on.scene.steps[on.done];
      if (step === undefined || on.began + step.minute * MINUTE_MS > now()) return;
      if (step.change !== undefined) await stage.apply(step.change);
      on.done += 1;
      log(`${on.name} | minute ${step.minute}: ${step.happens}`);
    }
  };

  const stop = async (): Promise<void> => {
    if (on === undefined) return;
    on = undefined;
    await stage.restore();
  };

  const moveTo = (name: SceneName, { momentFrom }: Scene): void => {
    if (momentFrom === undefined) return;
    if (clock === undefined) {
      throw new SceneError(`${name} needs a clock of its own: start the stack with --scene, --speed or --start`);
    }
    const moment = momentFrom(now());
    if (moment === undefined) throw new SceneError(`${name} has no moment after ${new Date(now()).toISOString()}`);
    // One that has just begun is taken as it is: the clock never goes back.
    clock.set(moment);
  };

  const beat = (): void => {
    const next = (): void => void (timer = setTimeout(beat, BEAT_MS).unref());
    inTurn(settle)
      .catch((error: unknown) => log(`a step failed: ${String(error)}`))
      .finally(next);
  };

  return {
    play: (name) =>
      inTurn(async () => {
        const scene = SCENES[name];
        moveTo(name, scene);
        await stop();
        const shown: Shown = { name, scene, began: now(), done: 0 };
        on = shown;
        await settle();
        return stateOf(shown);
      }),
    stop: () => inTurn(stop),
    state: () => on && stateOf(on),
    settle: () => inTurn(settle),
    start: beat,
    close: async () => {
      clearTimeout(timer);
      timer = undefined;
      await last;
    },
  };
};
