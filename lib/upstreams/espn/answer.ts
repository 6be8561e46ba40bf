import { UpstreamError } from '../../sports/upstream/index.ts';
import type { JsonAnswer } from '../http.ts';
import { isOk } from '../http.ts';
import { errorText } from '../shapes/error-body.ts';

/** The body of a 2xx. Rejects anything else with `failed`: only `saysAbsent` means that a thing does not exist. */
export const documentOf = (answer: JsonAnswer, what: string): unknown => {
  if (!isOk(answer)) throw failureOf(answer, what);
  return answer.json;
};

export const failureOf = ({ status, json }: JsonAnswer, what: string): UpstreamError => {
  // Cut, because ESPN's errors may quote whole internal addresses.
  const said = errorText(json)?.slice(0, 80) ?? 'nothing';
  return new UpstreamError('failed', `ESPN answered ${status} for ${what}, saying: ${said}`, { status });
};

/** For a 2xx that is not the document asked for. */
export const malformed = (what: string): UpstreamError => new UpstreamError('malformed', `ESPN sent ${what}`);
