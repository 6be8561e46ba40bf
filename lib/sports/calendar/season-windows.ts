import type { LeagueId, Certainty, WindowKind } from '../model/index.ts';
import { instantOf, parseWallEnd, parseWallTime, type WallInterval, type WallTime } from './eastern-time.ts';
import { RULES } from './window-rules.ts';
import { hotAround, paceOf, windowAround } from './window-shapes.ts';
import { SOURCES, TABLE, type TableRow } from './window-table.ts';
import { WINDOW_KINDS, type Interval, type Window, type WindowOverride } from './window.ts';

/** What a window is made of: a moment, days, or both. */
interface Row {
  readonly at?: WallTime | undefined;
  readonly days?: WallInterval | undefined;
  readonly hot?: WallInterval | undefined;
  readonly certainty: Certainty;
  readonly source: string;
}

/** The windows of one season: by configuration, else by the table, else by rule. Not sorted. */
export const windowsOfSeason = (
  league: LeagueId,
  season: number,
  overrides: readonly WindowOverride[],
): readonly Window[] =>
  WINDOW_KINDS.flatMap((kind) => {
    const rows =
      configured(overrides, league, kind, season) ?? dated(league, kind, season) ?? ruled(league, kind, season);
    return rows.flatMap((row) => windowOf(league, kind, season, row) ?? []);
  });

const configured = (
  overrides: readonly WindowOverride[],
  league: LeagueId,
  kind: WindowKind,
  season: number,
): readonly Row[] | undefined => {
  const own = overrides.filter((row) => row.league === league && row.kind === kind && row.season === season);
  if (own.length === 0) return undefined;
  return own
    .filter(({ remove }) => remove !== true)
    .map(({ at, start, end, hot, certainty = 'A', source = 'configuration' }) => ({
      at: at === undefined ? undefined : parseWallTime(at),
      days:
        start === undefined || end === undefined ? undefined : { start: parseWallTime(start), end: parseWallEnd(end) },
      hot: hot === undefined ? undefined : { start: parseWallTime(hot[0]), end: parseWallEnd(hot[1]) },
      certainty,
      source,
    }));
};

const dated = (league: LeagueId, kind: WindowKind, season: number): readonly Row[] | undefined => {
  const own = TABLE[league]?.[kind]?.filter(([of]) => of === season) ?? [];
  return own.length === 0 ? undefined : own.flatMap((row) => datedRow(row) ?? []);
};

const datedRow = ([, when, certainty, source = SOURCES[certainty]]: TableRow): Row | undefined => {
  if (when === null) return undefined;
  const [start = '', end] = when.split('/');
  if (end === undefined) return { at: parseWallTime(start), certainty, source };
  return { days: { start: parseWallTime(start), end: parseWallEnd(end) }, certainty, source };
};

const ruled = (league: LeagueId, kind: WindowKind, season: number): readonly Row[] => {
  const rule = RULES[league][kind];
  if (rule === undefined) return [];
  return [{ at: rule.at?.(season), days: rule.days?.(season), certainty: 'C', source: `${SOURCES.C}: ${rule.text}` }];
};

const windowOf = (league: LeagueId, kind: WindowKind, season: number, row: Row): Window | undefined => {
  const { at, certainty, source } = row;
  const span = row.days ?? (at === undefined ? undefined : windowAround(league, kind, at));
  if (span === undefined) return undefined;
  const hot = row.hot ?? (at !== undefined && kind === 'trade-deadline' ? hotAround(at) : undefined);
  return {
    league,
    kind,
    season,
    ...instants(span),
    ...(at === undefined ? {} : { at: instantOf(at) }),
    ...(hot === undefined ? {} : { hot: instants(hot) }),
    pace: paceOf(league, kind),
    certainty,
    source,
  };
};

const instants = ({ start, end }: WallInterval): Interval => ({ start: instantOf(start), end: instantOf(end) });
