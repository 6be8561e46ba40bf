import { seconds, type Clock } from '../../lib/cache/index.ts';
import type { ReplyContext } from '../../lib/http/reply.ts';

/** What an answer is written with, in a coherence window of 30 s that has just begun. */
export const replyContext = (clock: Clock, over: Partial<ReplyContext> = {}): ReplyContext => ({
  headers: {},
  tiers: ['l1'],
  now: clock.now(),
  clock,
  reusableUntil: clock.now() + seconds(30),
  ...over,
});
