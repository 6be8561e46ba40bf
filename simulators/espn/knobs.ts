import * as v from 'valibot';
import { ENDPOINTS, type Endpoint } from './calls.ts';
import { FIELD_CHANGES, type FieldChange } from './documents/changed-fields.ts';
import type { HollowForm } from './documents/hollow.ts';
import { FieldError } from './field-error.ts';
import { leagueNamed } from './league-named.ts';
import { findTeam } from './leagues.ts';
import type { LeagueSlug } from './model.ts';

const FAIL_MODES = ['none', 'error500', 'hang', 'html403', 'truncated', 'empty', '429'] as const;

/** Team ids by league. */
type LiveTeams = Readonly<Partial<Record<LeagueSlug, readonly string[]>>>;

export interface Hollow {
  readonly endpoint: Endpoint;
  /** A part of the address, as `/nfl/teams/12/`; every address without it. */
  readonly of?: string | undefined;
  /** How often; always without it. */
  readonly times?: number | undefined;
  readonly form?: HollowForm | undefined;
}

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
  /** Calls that are answered with nothing in the document's list: a roster of nobody, a career without categories. */
  readonly hollow: readonly Hollow[];
  /** Fields that its documents of a kind have no more, or otherwise: as when the provider changes without notice. */
  readonly fields: readonly FieldChange[];
  /** Teams, by id or abbreviation, whose next game is brought on: it began half an hour ago. */
  readonly live: LiveTeams;
  /** Teams, by id or abbreviation, that the list of teams lacks; everything else goes on about them. */
  readonly unlisted: LiveTeams;
}

const between = (low: number, high: number) => {
  const message = `must be a number from ${low} to ${high}`;
  return v.pipe(v.number(message), v.minValue(low, message), v.maxValue(high, message));
};

const LIVE = 'must be lists of teams by league, as {"nfl":["KC"]}';

const HOLLOW = `must be a list as [{"endpoint":"roster","of":"/nfl/teams/12/","times":1}], with ${ENDPOINTS.join(', ')}`;

const FIELDS = `must be a list as [{"endpoint":"roster","path":"athletes.*.items.*.jersey","change":"drop"}], with ${FIELD_CHANGES.join(', ')}`;

const Change = v.strictObject(
  {
    latency: v.optional(between(0, 60_000)),
    errorRate: v.optional(between(0, 1)),
    fail: v.optional(v.picklist(FAIL_MODES, `must be one of ${FAIL_MODES.join(', ')}`)),
    blockUserAgents: v.optional(v.boolean('must be true or false')),
    hollow: v.optional(
      v.pipe(
        v.array(
          v.strictObject(
            {
              endpoint: v.picklist(ENDPOINTS, HOLLOW),
              of: v.optional(v.pipe(v.string(HOLLOW), v.maxLength(200, HOLLOW))),
              times: v.optional(v.pipe(v.number(HOLLOW), v.integer(HOLLOW), v.minValue(1, HOLLOW))),
              form: v.optional(v.picklist(['list', 'groups'], HOLLOW)),
            },
            HOLLOW,
          ),
          HOLLOW,
        ),
        v.maxLength(100, HOLLOW),
      ),
    ),
    fields: v.optional(
      v.pipe(
        v.array(
          v.strictObject(
            {
              endpoint: v.picklist(ENDPOINTS, FIELDS),
              path: v.pipe(v.string(FIELDS), v.regex(/^[\w*-]+(?:\.[\w*-]+){0,19}$/, FIELDS)),
              change: v.picklist(FIELD_CHANGES, FIELDS),
            },
            FIELDS,
          ),
          FIELDS,
        ),
        v.maxLength(100, FIELDS),
      ),
    ),
    unlisted: v.optional(v.record(v.string(), v.pipe(v.array(v.string(LIVE), LIVE), v.maxLength(100, LIVE)), LIVE)),
    live: v.optional(v.record(v.string(), v.pipe(v.array(v.string(LIVE), LIVE), v.maxLength(100, LIVE)), LIVE)),
  },
  (issue) => (issue.expected === 'never' ? 'is not a knob' : 'must be an object of knobs'),
);

/** A change of knobs that cannot be made. */
export class KnobError extends FieldError {
  override readonly name = 'KnobError';
}

/** `knobs` with the change applied. Throws KnobError for a knob that there is not, or a value that it cannot have. */
export const turned = (knobs: Knobs, change: unknown): Knobs => {
  // To the schema a list is an object without knobs.
  const parsed = v.safeParse(Change, Array.isArray(change) ? null : change);
  if (parsed.success) {
    const { latency, errorRate, fail, blockUserAgents, hollow, fields, live, unlisted } = parsed.output;
    return {
      latency: latency ?? knobs.latency,
      errorRate: errorRate ?? knobs.errorRate,
      fail: fail ?? knobs.fail,
      blockUserAgents: blockUserAgents ?? knobs.blockUserAgents,
      hollow: hollow ?? knobs.hollow,
      fields: fields ?? knobs.fields,
      live: live === undefined ? knobs.live : teamsIn('live', live),
      unlisted: unlisted === undefined ? knobs.unlisted : teamsIn('unlisted', unlisted),
    };
  }
  const [issue] = parsed.issues;
  throw new KnobError(v.getDotPath(issue)?.split('.')[0] ?? 'body', issue.message);
};

const teamsIn = (knob: 'live' | 'unlisted', lists: Readonly<Record<string, readonly string[]>>): LiveTeams =>
  Object.fromEntries(
    Object.entries(lists).map(([name, keys]) => {
      const league = leagueNamed(name);
      if (league === undefined) throw new KnobError(knob, `names a league that there is not: ${name.slice(0, 40)}`);
      const ids = keys.map((key) => {
        const team = findTeam(league, key);
        if (team === undefined || team.exhibition === true) {
          throw new KnobError(knob, `names a ${league.slug} team that there is not: ${key.slice(0, 40)}`);
        }
        return team.id;
      });
      return [league.slug, [...new Set(ids)]];
    }),
  );
