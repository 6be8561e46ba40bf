/** What a team is called besides what the provider calls it now. */
export interface OtherNames {
  /** Other sources' abbreviations and those of former days, separated by spaces. */
  readonly abbreviations?: string;
  /** Names that are in use beside the provider's: `Sixers`. */
  readonly alsoCalled?: readonly string[];
  readonly former?: readonly (readonly [place: string, nickname: string])[];
}

/** By the provider's team id, which outlives a move and a new name. */
export type OtherNamesTable = Readonly<Record<string, OtherNames>>;
