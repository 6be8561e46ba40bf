import { days, hours, minutes, type Policy } from '../../cache/index.ts';
import type { Game, LeagueId, Team } from '../model/index.ts';

/** What a team's own document says. How it stands is as old as the document. */
export interface TeamDocument {
  readonly league: LeagueId;
  readonly team: Team;
  /** `15-2`. */
  readonly record: string | null;
  /** `1st in AFC West`. */
  readonly standing: string | null;
  /** The provider has not counted the team's last game yet: record and standing are from before it. */
  readonly isBehind: boolean;
  readonly next: Game | null;
}

export const TEAM_DOCUMENT: Policy = {
  freshFor: hours(1),
  staleWhileRevalidate: minutes(5),
  staleIfError: days(2),
  absentFor: minutes(10),
};

/** Milliseconds after a game within which a provider may not have counted it. */
export const COUNTED_WITHIN_MS = minutes(30);
