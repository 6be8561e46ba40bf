import type { ProblemCode, ProblemExtras } from './answers/index.ts';

const TITLES: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  'invalid-parameter': [400, 'A parameter is not valid'],
  'invalid-body': [400, 'The body is not valid'],
  'malformed-event': [400, 'The event is not a request'],
  unauthorized: [401, 'A valid API key is needed'],
  forbidden: [403, 'The API key may not do this'],
  'too-many-wrong-keys': [429, 'Too many wrong API keys'],
  'daily-limit-reached': [429, "The API key's requests of today are used up"],
  'keys-unavailable': [503, 'API keys cannot be checked now'],
  'body-too-large': [413, 'The body is too large'],
  'route-not-found': [404, 'No such route'],
  'method-not-allowed': [405, 'The route does not take this method'],
  'league-not-found': [404, 'No such league'],
  'team-not-found': [404, 'No such team'],
  'team-ambiguous': [409, 'More than one team has that name'],
  'player-not-found': [404, 'No such player'],
  'player-ambiguous': [409, 'More than one player has that name'],
  'no-stats': [404, 'The player has no stats for that season'],
  'no-table': [404, 'No table of that season is held'],
  'not-offered': [501, 'The sports data provider does not offer this'],
  'upstream-unavailable': [503, 'The sports data provider cannot be asked now'],
  'still-loading': [503, 'The answer is not there yet'],
  'purge-incomplete': [503, 'The purge has not reached every tier'],
  'usage-unavailable': [503, 'Usage cannot be read now'],
  'internal-error': [500, 'Something went wrong here'],
};

export interface ProblemDetails {
  /** The input that is wrong: `season`, `player_ids.3`. */
  readonly field?: string | undefined;
  /** Seconds after which a retry may succeed. */
  readonly retryAfterSeconds?: number;
  /** Further members of the problem document, as its code has them. */
  readonly extra?: ProblemExtras[keyof ProblemExtras];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** An RFC 9457 problem. Handlers throw it; one middleware answers with it. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, detail: string, details: ProblemDetails = {}) {
    super(detail, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.details = details;
  }

  /** The same problem with further headers. */
  with(headers: Readonly<Record<string, string>>): HttpProblem {
    return new HttpProblem(this.code, this.message, {
      ...this.details,
      headers: { ...this.details.headers, ...headers },
    });
  }

  get status(): number {
    return TITLES[this.code][0];
  }

  get headers(): Readonly<Record<string, string>> {
    const { retryAfterSeconds, headers } = this.details;
    return {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      ...headers,
    };
  }

  toJSON(): Readonly<Record<string, unknown>> {
    const { field, extra } = this.details;
    return {
      type: `urn:statline:problem:${this.code}`,
      title: TITLES[this.code][1],
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(field === undefined ? {} : { field }),
      ...extra,
    };
  }
}
