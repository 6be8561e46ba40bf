import type { Failed } from '../../../lib/cache/index.ts';
import { NOT_HELD } from '../../../lib/sports/lookup/card.ts';
import type { WithoutDocument } from '../../../lib/sports/lookup/card-parts.ts';
import type { StatsOutcome } from '../../../lib/sports/lookup/index.ts';
import type { StatLine, CardGap } from '../../../lib/sports/model/index.ts';
import { unavailable } from './answers.ts';

const NOT_OFFERED: CardGap = { reason: 'not-offered', retryAfter: null };

/** Why a card has no headline. */
export const lineGap = (outcome: Exclude<StatsOutcome<StatLine>, { kind: 'ok' }>, now: number): CardGap => {
  if (outcome.kind === 'failed') return failedGap(outcome);
  const retryAfter = secondsUntil(outcome.answer.entry.freshUntil, now);
  const { seasons } = outcome.kind === 'no-stats' ? outcome : {};
  return { reason: 'no-stats', retryAfter, ...(seasons !== undefined && { seasons }) };
};

/** Why a card knows nothing of the team's document. */
export const documentGap = (without: WithoutDocument | undefined, now: number): CardGap => {
  switch (without?.kind) {
    case 'failed':
      return failedGap(without);
    case 'not-offered':
      return NOT_OFFERED;
    case 'too-many-calls':
      return { reason: 'not-held', retryAfter: secondsUntil(now + without.again, now) };
    case 'absent':
      return { reason: 'not-held', retryAfter: secondsUntil(without.entry.freshUntil, now) };
    case undefined:
      return NOT_HELD;
  }
};

/** Why a card knows nothing of the games of the day. */
export const liveGap = (isOffered: boolean): CardGap => (isOffered ? NOT_HELD : NOT_OFFERED);

/** In the words of the problem that a route of its own answers with. */
const failedGap = (failed: Failed): CardGap => {
  const { code, details } = unavailable(failed);
  const { extra, retryAfterSeconds: retryAfter = null } = details;
  if (code === 'not-offered') return NOT_OFFERED;
  if (code === 'still-loading') return { reason: 'pending', retryAfter };
  const isOverBudget = extra !== undefined && 'reason' in extra && extra.reason === 'over-budget';
  return { reason: isOverBudget ? 'over-budget' : 'unavailable', retryAfter };
};

const secondsUntil = (at: number, now: number): number => Math.max(1, Math.ceil((at - now) / 1000));
