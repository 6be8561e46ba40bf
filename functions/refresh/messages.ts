import * as v from 'valibot';
import type { Caller } from '../../lib/ledgers/payer.ts';
import type { PurgeMessage } from '../../lib/sports/moves/hand-over-purge.ts';
import { findLeague } from '../../lib/sports/leagues.ts';
import { isPlayerId, isTeamId, withoutLeadingZeros, type LeagueId } from '../../lib/sports/model/index.ts';
import type { PredictMessage } from '../../lib/sports/prediction/index.ts';
import { MAX_RELOADED_TEAMS, type ReloadMessage } from '../../lib/sports/moves/reload.ts';

/** A stale key. These have no kind: they are as old as the queue. */
export interface RefreshMessage {
  readonly kind: 'refresh';
  readonly namespace: string;
  readonly key: string;
  readonly loadedAt: number;
  readonly leaseUntil?: number | undefined;
  /** Whose question left it to the queue. */
  readonly caller?: Caller | undefined;
  /** The trace that the question was of: 32 hex digits. */
  readonly trace?: string | undefined;
}

export type Message = RefreshMessage | ReloadMessage | PredictMessage | PurgeMessage;

const isLeague = (text: string): text is LeagueId => findLeague(text)?.id === text;

const League = v.pipe(v.string(), v.guard(isLeague));
const PlayerId = v.pipe(v.string(), v.transform(withoutLeadingZeros), v.guard(isPlayerId));
const TeamId = v.pipe(v.string(), v.transform(withoutLeadingZeros), v.guard(isTeamId));

const Refresh = v.pipe(
  v.object({
    kind: v.optional(v.literal('refresh')),
    namespace: v.string(),
    key: v.string(),
    loadedAt: v.number(),
    leaseUntil: v.optional(v.number()),
    caller: v.optional(v.object({ name: v.pipe(v.string(), v.maxLength(200)), of: v.number() })),
    // Of no use to the refresh itself: a malformed one is no reason to drop it.
    trace: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))), undefined),
  }),
  v.transform((message): RefreshMessage => ({ ...message, kind: 'refresh' })),
);

const Reload = v.object({
  kind: v.literal('reload'),
  namespace: League,
  teams: v.pipe(v.array(TeamId), v.maxLength(MAX_RELOADED_TEAMS)),
  purgedAt: v.number(),
});

const Predict = v.object({
  kind: v.literal('predict'),
  namespace: League,
  player: PlayerId,
  season: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1850), v.maxValue(2200))),
  type: v.picklist(['regular', 'postseason']),
});

const MAX_SCOPES = 20;

const Purge = v.object({
  kind: v.literal('purge'),
  namespace: League,
  scopes: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,512}$/))), v.minLength(1), v.maxLength(MAX_SCOPES)),
});

const AnyMessage = v.union([Refresh, Reload, Predict, Purge]);

/** Undefined for what no version of ours that this one knows would send. */
export const parseMessage = (body: string): Message | undefined => {
  try {
    const parsed = v.safeParse(AnyMessage, JSON.parse(body));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
};
