/** What is shown of a player beside what identifies them. null: the provider does not say, or it is not known here. */
export interface PlayerProfile {
  /** A picture's address, on a host that the provider's adapter names. */
  readonly headshot: string | null;
  /** The address of the player's page at the provider. */
  readonly link: string | null;
  /** As the provider writes it: `6' 2"`. */
  readonly height: string | null;
  /** As the provider writes it, with the unit: `225 lbs`. */
  readonly weight: string | null;
  /** Years, on the day on which the provider's document was read. */
  readonly age: number | null;
  /** `1995-09-17` */
  readonly born: string | null;
  readonly college: string | null;
  /** Seasons in the league. A rookie has 0 or 1, as the league counts. */
  readonly experience: number | null;
  /** In baseball; other sports do not have the field. */
  readonly bats?: Hand | null;
  /** In baseball; other sports do not have the field. */
  readonly throws?: Hand | null;
  /** In hockey; other sports do not have the field. A goalkeeper catches with this hand. */
  readonly shoots?: Hand | null;
  readonly injury: Injury | null;
}

/** `PlayerProfile` as one document has it. */
export interface AthleteProfile extends Omit<PlayerProfile, 'college' | 'bats' | 'throws' | 'shoots' | 'injury'> {
  readonly bats: Hand | null;
  readonly throws: Hand | null;
  /** The hand that the document names without saying for what. */
  readonly hand: Hand | null;
  /** Some documents name a college by its id alone: there the name is null. */
  readonly college: { readonly id: string | null; readonly name: string | null } | null;
  /** Undefined in a document that does not tell of injuries. */
  readonly injury: Omit<Injury, 'asOf'> | null | undefined;
}

export type Hand = 'left' | 'right' | 'both';

export interface Injury {
  /** The provider's word: `Questionable`, `Out`, `Injured Reserve`. */
  readonly status: string;
  /** When the provider last changed it, ISO 8601 in UTC. */
  readonly since: string | null;
  /** When it was read from the provider, ISO 8601 in UTC. */
  readonly asOf: string;
}

/** What is shown of a team beside what identifies it. null: the provider does not say. */
export interface TeamProfile {
  /** Six hexadecimal digits, in lower case: `e31837`. */
  readonly color: string | null;
  readonly alternateColor: string | null;
  /** Pictures' addresses, on a host that the provider's adapter names; `logoDark` is for a dark background. */
  readonly logo: string | null;
  readonly logoDark: string | null;
  /** The address of the team's page at the provider. */
  readonly link: string | null;
}
