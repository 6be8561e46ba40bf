import type { TieredCache } from '../../cache/index.ts';
import type { Seasons } from '../lookup/index.ts';
import type { Directory } from '../names/index.ts';
import type { LiveState } from '../stats/index.ts';
import type {
  Career,
  LeagueId,
  Phase,
  Player,
  PlayerId,
  Roster,
  SeasonPhases,
  SeasonType,
  StatLine,
} from '../model.ts';
import type { Resources, SeasonTableOf, SeasonTableLoad, TeamList } from '../resources/index.ts';
import type { Upstream } from '../upstream.ts';
import type { Thrift } from './call-pacing.ts';
import type { Holding } from './cached.ts';

/** Everything that decides what is worth loading for a league before anybody asks. */
export interface LeagueSnapshot {
  readonly league: LeagueId;
  /** Epoch ms. */
  readonly now: number;
  /** When the next run may begin (epoch ms): what ends before it, ends unseen. */
  readonly nextRun: number;
  readonly phase: Phase;
  readonly season: Holding<SeasonPhases>;
  readonly teams: Holding<TeamList>;
  /** Undefined where the provider does not tell. */
  readonly live: Holding<LiveState> | undefined;
  /** None of a league whose teams are not known yet, or are too many. */
  readonly rosters: readonly Holding<Roster>[];
  /** Whether one call tells everybody's name; else only all rosters together do. */
  readonly listsEverybody: boolean;
  /** Whether those who are on the field are loaded again with every run; else once an hour. */
  readonly follows: boolean;
  /** Whether rosters are loaded only for a new directory. */
  readonly isFrugal: boolean;
  /** Undefined where there is none to be had. */
  readonly directory: Holding<Directory> | undefined;
  /** The pages of the season's table that are known to exist. Empty where there is none. */
  readonly tables: readonly TableHolding[];
  /** The most asked about first. */
  readonly players: readonly PlayerHoldings[];
}

export interface TableHolding extends Holding<SeasonTableLoad> {
  readonly of: SeasonTableOf;
}

export interface PlayerHoldings {
  readonly id: PlayerId;
  /** Undefined for a player who is not asked about that much. */
  readonly document: Holding<Player> | undefined;
  readonly stats: readonly StatHoldings[];
}

/** A line, and the career it is a part of. */
export interface StatHoldings {
  readonly type: SeasonType;
  readonly season: number;
  readonly line: Holding<StatLine>;
  /** Undefined where the line is enough. */
  readonly career: Holding<Career> | undefined;
}

/** Who is asked what is held. */
export interface SnapshotContext {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Resources;
  readonly upstream: Pick<Upstream, 'can' | 'seasonTableGroups'>;
  readonly seasons: Seasons;
}

/** What is looked at. */
export interface SnapshotOf extends Thrift {
  readonly league: LeagueId;
  readonly now: number;
  readonly nextRun: number;
  /** The most asked about first. */
  readonly players: readonly PlayerId[];
  readonly follows: boolean;
  /** `players`: those alone, as if each were the one most asked about. */
  readonly reach: 'league' | 'players';
  /** Whether there is time for a page of a season's table: half a minute. */
  readonly withTables: boolean;
}
