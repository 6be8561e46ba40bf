import { EMPTY_RECORD, type FieldRecord } from './field-record.ts';
import type { FieldState, Run } from './field-state.ts';

const VERSION = 1;

/** The document in which a kind's record is stored: `fields:nfl roster`. */
export const recordName = (documents: string): string => `fields:${documents}`;

/** Short, because its size is what a write costs: `[of, had]`, and a run behind them where there is one. */
export const encodeRecord = ({ spread, fields, toldAt }: FieldRecord): string =>
  JSON.stringify({
    v: VERSION,
    spread,
    toldAt,
    fields: Object.fromEntries([...fields].map(([name, state]) => [name, encodeState(state)])),
  });

const encodeState = ({ of, had, run }: FieldState): readonly number[] =>
  run === undefined
    ? [of, had]
    : [of, had, run.documents, run.hours, run.hour, run.spread, run.since, run.isGone ? 1 : 0];

/** An empty one for what this version cannot read: it is learned again. Fields are kept that this release does not watch. */
export const decodeRecord = (text: string | undefined): FieldRecord => {
  const { v, spread, toldAt, fields } = parseObject(text ?? '');
  if (v !== VERSION || !isInteger(spread) || !isInteger(toldAt)) return EMPTY_RECORD;
  const states = Object.entries(objectOf(fields)).flatMap(([name, numbers]): [string, FieldState][] => {
    const state = decodeState(numbers);
    return state === undefined ? [] : [[name, state]];
  });
  return { spread, toldAt, fields: new Map(states) };
};

const decodeState = (numbers: unknown): FieldState | undefined => {
  if (!Array.isArray(numbers) || !numbers.every(isInteger)) return undefined;
  const [of = 0, had = 0, ...run] = numbers;
  return of > 0 && had >= 0 && had <= of ? { of, had, run: decodeRun(run) } : undefined;
};

const decodeRun = (numbers: readonly number[]): Run | undefined => {
  const [documents, hours, hour, spread, since, isGone] = numbers;
  return documents === undefined ||
    hours === undefined ||
    hour === undefined ||
    spread === undefined ||
    since === undefined ||
    isGone === undefined
    ? undefined
    : { documents, hours, hour, spread, since, isGone: isGone === 1 };
};

const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const parseObject = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
};
