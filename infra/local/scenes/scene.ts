import type { IncidentRequest } from '../../../simulators/espn/incident-request.ts';
import type { Knobs } from '../../../simulators/espn/knobs.ts';

/** What a bot can be put through. */
export const SCENE_NAMES = ['blocked', 'trade-night', 'game-night', 'slow', 'over-budget', 'outage'] as const;
export type SceneName = (typeof SCENE_NAMES)[number];

/** What becomes different in the stack. */
export interface Change {
  /** `usual`: as the stack was started. */
  readonly provider?: Partial<Knobs> | 'usual';
  readonly incident?: IncidentRequest;
  /** A player goes to the first of these teams that they are not on; null: to none. */
  readonly trade?: { readonly league: string; readonly name: string; readonly to: readonly (string | null)[] };
  readonly redis?: 'out' | 'back';
  /** The part of the day's provider calls that is spent, 0 to 1. */
  readonly spent?: number;
}

export interface Step {
  /** From the beginning of the scene, on the stack's clock. */
  readonly minute: number;
  readonly happens: string;
  /** What a bot should see from then on. */
  readonly see: string;
  /** Left out: time alone has brought it. */
  readonly change?: Change;
}

export interface Scene {
  readonly title: string;
  /** The clock's first moment where the stack is started for the scene, epoch ms. */
  readonly start: number;
  /** How much faster than this machine's clock the stack's runs then. */
  readonly speed: number;
  /**
   * Where the scene needs a moment of its own: the first one that is not over at `now` (epoch ms); undefined: there is
   * none left. A stack without a clock of its own cannot show it.
   */
  readonly momentFrom?: (now: number) => number | undefined;
  /** Sorted by their minutes; the first one is of minute 0. */
  readonly steps: readonly [Step, ...Step[]];
}
