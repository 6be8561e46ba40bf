/** The provider's slugs. */
export type LeagueSlug =
  'nfl' | 'nba' | 'mlb' | 'nhl' | 'wnba' | 'college-football' | 'mens-college-basketball' | 'womens-college-basketball';

export type SportSlug = 'football' | 'basketball' | 'baseball' | 'hockey';

export interface Season {
  readonly year: number;
  /** `2024`, `2024-25` */
  readonly displayName: string;
}

export type SeasonType = 2 | 3;

export interface TeamFacts {
  readonly id: string;
  readonly abbreviation: string;
  readonly location: string;
  readonly name: string;
  readonly color: string;
  readonly alternateColor: string;
  /** An opponent from elsewhere that the provider lists among the teams: it has no roster and plays in no season. */
  readonly exhibition?: boolean;
  /** Plays in its group and is in no list of teams, as some colleges are. */
  readonly unlisted?: boolean;
}

export interface College {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly abbreviation: string;
  readonly mascot: string;
}

/** Football's groups, baseball's and hockey's as the provider heads them; a basketball roster is one flat list. */
export type RosterGroup =
  | 'offense'
  | 'defense'
  | 'specialTeam'
  | 'injuredReserveOrOut'
  | 'suspended'
  | 'practiceSquad'
  | 'Pitchers'
  | 'Catchers'
  | 'Infielders'
  | 'Outfielders'
  | 'Designated Hitter'
  | 'Centers'
  | 'Left Wings'
  | 'Right Wings'
  | 'Defense'
  | 'Goalies'
  | 'players';

export type AthleteStatus = 'active' | 'day-to-day' | 'suspended' | 'practice-squad' | 'free-agent' | 'inactive';

export interface Draft {
  readonly year: number;
  readonly round: number;
  readonly pick: number;
  readonly team: TeamFacts;
}

/** Whatever is null is left out of the documents, as the provider leaves out what it does not know. */
export interface Athlete {
  readonly id: string;
  readonly firstName: string;
  /** With the suffix, as the provider has it. */
  readonly lastName: string;
  /** A key of the league's positions. */
  readonly position: string;
  readonly jersey: string | null;
  /** null: on no roster. */
  readonly team: TeamFacts | null;
  /** Documents go on naming this team after the athlete has left it. */
  readonly lastTeam: TeamFacts;
  readonly group: RosterGroup;
  readonly status: AthleteStatus;
  /** False: injured and therefore not on the team's roster, as in baseball. */
  readonly listed: boolean;
  /** `Questionable`, `Out`, …; null: not hurt. */
  readonly injury: string | null;
  /** `1995-09-17` */
  readonly born: string | null;
  /** Inches and pounds. */
  readonly height: number | null;
  readonly weight: number | null;
  /** Left or right, to bat, to throw or to shoot with; null where it is not known, and in other sports. */
  readonly hands: Hands | null;
  /** Whether the provider has a picture. */
  readonly hasHeadshot: boolean;
  readonly birthPlace: { readonly city: string; readonly state: string } | null;
  readonly college: College | null;
  /** When the world begins, and as the league counts: see `LeagueFacts.debutCounts`. */
  readonly experience: number | null;
  readonly draft: Draft | null;
  /** Dollars a year; null where salaries are not published or not known. */
  readonly salary: number | null;
  readonly origin: 'real' | 'generated';
}

export type Hand = 'LEFT' | 'RIGHT' | 'BOTH';

export type Hands = { readonly bats: Hand; readonly throws: Hand } | { readonly hand: Hand };

/** null: not known, printed `-`. */
export type Counts = Readonly<Record<string, number | null>>;

/** What a player did for one team in one season, counted; rates are worked out when a document is written. */
export interface SeasonRow {
  readonly season: number;
  readonly team: TeamFacts;
  /** By count group: see the league's `CountGroup`s. A group that is missing has no row in its categories. */
  readonly counts: Readonly<Record<string, Counts>>;
}

export interface Career extends Readonly<Record<SeasonType, readonly SeasonRow[]>> {
  /** Whether every season is there; of a part nobody can tell the totals. */
  readonly complete: boolean;
}

/** A player goes to another team, or to none. */
export interface Move {
  readonly athlete: Athlete;
  readonly from: TeamFacts | null;
  readonly to: TeamFacts | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** How many games of a season a team has played. Never more than the league's games a season. */
export type GamesPlayed = (team: TeamFacts, season: number, now: number) => number;
