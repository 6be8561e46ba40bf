import * as v from 'valibot';
import { days } from './cache/index.ts';
import type { WindowOverride } from './sports/calendar/index.ts';
import { parseWallEnd, parseWallTime } from './sports/calendar/eastern-time.ts';
import { CERTAINTIES, WINDOW_KINDS } from './sports/calendar/window.ts';
import { findLeague } from './sports/leagues.ts';

/** The rows of WINDOWS, or what is wrong with each of those that are wrong. */
export type ParsedWindows =
  | { readonly kind: 'rows'; readonly rows: readonly WindowOverride[] }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

// A function's whole environment is 4 KB.
const MAX_ROWS = 100;
const MAX_WINDOW_DAYS = 366;

const time = v.pipe(
  v.string('must be a time'),
  v.check((text) => !Number.isNaN(parseWallTime(text)), 'must be an Eastern time like 2026-11-10T16:00, or a day'),
);

const Row = v.strictObject({
  league: v.pipe(
    v.string('must be a league'),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const league = findLeague(dataset.value);
      if (league !== undefined) return league.id;
      addIssue({ message: 'is no league' });
      return NEVER;
    }),
  ),
  kind: v.picklist(WINDOW_KINDS, `must be one of ${WINDOW_KINDS.join(', ')}`),
  season: v.pipe(
    v.number('must be a year'),
    v.integer('must be a year'),
    v.minValue(2000, 'must be 2000 or later'),
    v.maxValue(2100, 'must be 2100 or earlier'),
  ),
  remove: v.optional(v.literal(true, 'must be true')),
  at: v.optional(time),
  start: v.optional(time),
  end: v.optional(time),
  hot: v.optional(v.strictTuple([time, time], 'must be two times')),
  certainty: v.optional(v.picklist(CERTAINTIES, `must be one of ${CERTAINTIES.join(', ')}`)),
  source: v.optional(v.pipe(v.string('must be a text'), v.maxLength(100, 'must be 100 characters at most'))),
});

/** Strict: one faulty row refuses them all. Rows are counted from 1. */
export const parseWindows = (text: string): ParsedWindows => {
  const rows = jsonOf(text);
  if (!Array.isArray(rows)) return { kind: 'faults', faults: ['must be a JSON list of rows'] };
  if (rows.length > MAX_ROWS) return { kind: 'faults', faults: [`must have ${MAX_ROWS} rows at most`] };
  const parsed = rows.map((row: unknown) => v.safeParse(Row, row, { abortPipeEarly: true }));
  const faults = parsed.flatMap((result, index) =>
    (result.success ? contradictions(result.output) : result.issues.map(faultOf)).map(
      (fault) => `row ${index + 1}: ${fault}`,
    ),
  );
  if (faults.length > 0) return { kind: 'faults', faults };
  return { kind: 'rows', rows: parsed.flatMap((result) => (result.success ? [result.output] : [])) };
};

const faultOf = (issue: v.BaseIssue<unknown>): string => {
  const path = v.getDotPath(issue);
  if (path === null) return 'must be an object';
  if (issue.type !== 'strict_object') return `${path} ${issue.message}`;
  return issue.expected === 'never' ? `${path} is no field of a row` : `${path} is missing`;
};

/** Faults of fields that are valid each by itself, but not together. */
const contradictions = ({ kind, season, remove, at, start, end, hot }: WindowOverride): readonly string[] => {
  if (remove === true) {
    return [at, start, end, hot].every((time) => time === undefined) ? [] : ['remove stands alone, without times'];
  }
  if ((start === undefined) !== (end === undefined)) return ['start and end go together'];
  if (at === undefined && start === undefined) return ['at is missing, or start and end'];
  if (start === undefined && (kind === 'portal' || kind === 'moratorium')) return [`a ${kind} needs start and end`];
  return [
    ...backwards('end is before start', start, end),
    ...backwards('hot ends before it starts', hot?.[0], hot?.[1]),
    ...(start !== undefined && end !== undefined && parseWallEnd(end) - parseWallTime(start) > days(MAX_WINDOW_DAYS)
      ? [`it lasts more than ${MAX_WINDOW_DAYS} days`]
      : []),
    ...Object.entries({ at, start }).flatMap(([field, text]) =>
      text !== undefined && Math.abs(Number(text.slice(0, 4)) - season) > 1
        ? [`${field} is more than a year from the season`]
        : [],
    ),
  ];
};

const backwards = (fault: string, start: string | undefined, end: string | undefined): readonly string[] =>
  start !== undefined && end !== undefined && parseWallEnd(end) <= parseWallTime(start) ? [fault] : [];

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
