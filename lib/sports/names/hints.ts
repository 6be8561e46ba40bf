/** What tells namesakes apart, as it was typed. */
export interface Hints {
  /** Any spelling of a team. */
  readonly team?: string | undefined;
  /** An abbreviation, a word or a group of positions. */
  readonly position?: string | undefined;
}

export const isHinted = ({ team, position }: Hints): boolean => team !== undefined || position !== undefined;
