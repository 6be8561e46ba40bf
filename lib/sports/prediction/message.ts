import type { LeagueId, PlayerId, SeasonType } from '../model.ts';

/** Somebody has asked about a player: what goes with him is likely to be asked next. */
export interface PredictMessage {
  readonly kind: 'predict';
  readonly namespace: LeagueId;
  readonly player: PlayerId;
  /** The season asked about; undefined: the current one. */
  readonly season?: number;
  readonly type: SeasonType;
}
