import * as v from 'valibot';

const FAIL_MODES = ['none', 'error500', 'hang', 'html403', 'truncated', 'empty', '429'] as const;

/** How the simulated provider behaves. Every call of the provider's own addresses obeys; control calls do not. */
export interface Knobs {
  /** Milliseconds before each answer. */
  readonly latency: number;
  /** The share of calls, 0 to 1, answered with a 500. */
  readonly errorRate: number;
  /**
   * What every call gets: a 500, no answer at all, an HTML page that refuses, JSON cut in half, `{}`, or a request to
   * slow down. `none`: what it asked for.
   */
  readonly fail: (typeof FAIL_MODES)[number];
  /** Refuse the User-Agents that the real one refuses. */
  readonly blockUserAgents: boolean;
}

const between = (low: number, high: number) => {
  const message = `must be a number from ${low} to ${high}`;
  return v.pipe(v.number(message), v.minValue(low, message), v.maxValue(high, message));
};

const Change = v.strictObject(
  {
    latency: v.optional(between(0, 60_000)),
    errorRate: v.optional(between(0, 1)),
    fail: v.optional(v.picklist(FAIL_MODES, `must be one of ${FAIL_MODES.join(', ')}`)),
    blockUserAgents: v.optional(v.boolean('must be true or false')),
  },
  (issue) => (issue.expected === 'never' ? 'is not a knob' : 'must be an object of knobs'),
);

/** A change of knobs that cannot be made. */
export class KnobError extends Error {
  override readonly name = 'KnobError';
  /** The knob; `body` when the whole is wrong. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** `knobs` with the change applied. Throws KnobError for a knob that there is not, or a value that it cannot have. */
export const turned = (knobs: Knobs, change: unknown): Knobs => {
  // To the schema a list is an object without knobs.
  const parsed = v.safeParse(Change, Array.isArray(change) ? null : change);
  if (parsed.success) {
    const { latency, errorRate, fail, blockUserAgents } = parsed.output;
    return {
      latency: latency ?? knobs.latency,
      errorRate: errorRate ?? knobs.errorRate,
      fail: fail ?? knobs.fail,
      blockUserAgents: blockUserAgents ?? knobs.blockUserAgents,
    };
  }
  const [issue] = parsed.issues;
  throw new KnobError(v.getDotPath(issue) ?? 'body', issue.message);
};
