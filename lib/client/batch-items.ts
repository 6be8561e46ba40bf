import type { BatchResult, ProblemCode } from '../http/answers/index.ts';
import { isRecord, unanswered, type Exchange } from './exchange.ts';
import type { Meta } from './results.ts';

export const NOT_AMONG = unanswered('not-understood', 'the batch lacks this player');

/** What came of each player of a batch, which answers in the order of the request: as if each had been asked for alone. */
export const itemsOf = (body: unknown, players: readonly string[], meta: Meta): ReadonlyMap<string, Exchange> => {
  const { results, labels } = isRecord(body) ? body : {};
  if (!Array.isArray(results) || results.length !== players.length) return new Map();
  const shared: Meta = { ...meta, sharedBy: players.length };
  return new Map(players.map((player, index) => [player, itemOf(results[index], labels, shared)]));
};

/** By status, the code of the problem that there would be for the player alone. */
const CODES: Readonly<Record<Exclude<BatchResult['status'], 'ok'>, ProblemCode>> = {
  'not-found': 'player-not-found',
  ambiguous: 'player-ambiguous',
  'no-stats': 'no-stats',
  invalid: 'invalid-parameter',
  pending: 'still-loading',
  unavailable: 'upstream-unavailable',
};
const CODE_OF = new Map(Object.entries(CODES));

const itemOf = (item: unknown, labels: unknown, meta: Meta): Exchange => {
  if (!isRecord(item)) return NOT_AMONG;
  const { status, stats } = item;
  const reason = String(item.reason ?? status);
  if (status === 'ok') {
    // Those of every line of the batch.
    return { kind: 'document', body: isRecord(stats) && labels !== undefined ? { ...stats, labels } : stats, meta };
  }
  const code = reason === 'unsupported' ? 'not-offered' : CODE_OF.get(String(status));
  if (code === undefined) return NOT_AMONG;
  const failure = code === 'not-offered' ? code : status === 'invalid' || status === 'pending' ? status : 'unavailable';
  const members = { ...item, field: 'player' };
  return {
    ...NOT_AMONG,
    code,
    failure,
    reason,
    detail: failure === 'invalid' ? `player ${reason}` : reason,
    members,
    meta,
  };
};
