import type { Answers } from '../http/answers/index.ts';
import { isRecord, unanswered, type Exchange, type Refusal } from './exchange.ts';
import type { Failure, NoStats, Unavailable } from './results.ts';
import { ROUTES, type ResultOf, type Route, type TellingCode, type TellingResults } from './routes.ts';

/** Reads what a request to a route came to. `now` is epoch ms. */
export const interpret = <R extends Route>(
  exchange: Exchange,
  { route, asked }: { readonly route: R; readonly asked: string },
  now: number,
): ResultOf<R> => {
  const [codes, member]: readonly [readonly TellingCode[], string] = ROUTES[route];
  if (exchange.kind === 'refusal') {
    const telling = codes.find((code) => code === exchange.code);
    return telling === undefined
      ? failureOf(exchange, asked, now)
      : (tellingResult(exchange, telling, asked) as ResultOf<R>);
  }
  const { body, meta } = exchange;
  return isRecord(body) && member in body
    ? { kind: 'ok', asked, data: body as unknown as Answers[R], meta }
    : failureOf({ ...unanswered('not-understood', 'JSON, and not the document'), meta }, asked, now);
};

const tellingResult = (
  { detail, members, meta, retryAfterSeconds }: Refusal,
  code: TellingCode,
  asked: string,
): TellingResults[TellingCode] => {
  const { suggestions, candidates, player, seasons } = members;
  const told = { asked, detail, meta };
  const note = textIn(members.note);
  switch (code) {
    case 'player-not-found':
    case 'team-not-found':
      return { ...told, kind: 'not-found', what: whatIn(code), suggestions: listIn(suggestions), note };
    case 'player-ambiguous':
    case 'team-ambiguous':
      return { ...told, kind: 'ambiguous', what: whatIn(code), candidates: listIn(candidates), note };
    case 'no-stats':
      return {
        ...told,
        kind: code,
        player: isRecord(player) ? (player as unknown as NoStats['player']) : null,
        seasons: seasons === undefined ? null : listIn(seasons),
      };
    case 'no-table':
      return { ...told, kind: code, retryAfterSeconds };
  }
};

const whatIn = (code: string): never => code.split('-', 1)[0] as never;

/** The elements are taken to be what the problem's code says. */
const listIn = (list: unknown): readonly never[] =>
  Array.isArray(list) ? list.filter((each): each is never => each != null) : [];

const textIn = (text: unknown): string | null => (typeof text === 'string' ? text : null);

// A load that goes on is asked about again in a second.
const PENDING_SECONDS = 1;

const failureOf = (refusal: Refusal, asked: string, now: number): Failure => {
  const { code, failure: kind, reason, detail, members, meta, retryAfterSeconds } = refusal;
  const base = { asked, detail, code, requestId: meta.requestId };
  const timeIn = (seconds: number): Date => new Date(now + seconds * 1000);
  switch (kind) {
    case 'invalid': {
      const suggestions = [...listIn(members.candidates), ...listIn(members.suggestions)];
      return { ...base, kind, field: textIn(members.field), suggestions };
    }
    case 'unauthorized':
      return { ...base, kind, retryAfterSeconds };
    case 'not-offered':
      return { ...base, kind };
    case 'pending': {
      const seconds = retryAfterSeconds ?? PENDING_SECONDS;
      return { ...base, kind, retryAfterSeconds: seconds, until: timeIn(seconds) };
    }
    case 'unavailable': {
      const allowance = textIn(members.allowance) as Unavailable['allowance'];
      const until = retryAfterSeconds === null ? null : timeIn(retryAfterSeconds);
      return { ...base, kind, reason, allowance, retryAfterSeconds, until };
    }
  }
};
