import { UpstreamError } from '../../sports/upstream/index.ts';
import type { JsonAnswer } from '../http.ts';
import { isOk } from '../http.ts';

/** The body of a 2xx. Rejects anything else with `failed`: only `saysAbsent` means that a thing does not exist. */
export const documentOf = (answer: JsonAnswer, what: string): unknown => {
  if (isOk(answer)) return answer.json;
  throw new UpstreamError('failed', `RapidAPI answered ${answer.status} for ${what}`);
};

/** For a 2xx that is not the document asked for. */
export const malformed = (what: string): UpstreamError => new UpstreamError('malformed', `RapidAPI sent ${what}`);
