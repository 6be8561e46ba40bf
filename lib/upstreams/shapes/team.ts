import { isTeamId, type Team, type TeamId, type TeamRef } from '../../sports/model.ts';
import { teamIdAt, textAt } from './read.ts';

/** Undefined for what is not a whole team reference. */
export const readTeamRef = (json: unknown): TeamRef | undefined => {
  const id = teamIdAt(json, 'id');
  const abbreviation = textAt(json, 'abbreviation');
  const name = textAt(json, 'displayName');
  return id === null || abbreviation === null || name === null ? undefined : { id, abbreviation, name };
};

/** A team as lists of teams have it. */
export const readTeam = (json: unknown): Team | undefined => {
  const ref = readTeamRef(json);
  return ref && { ...ref, location: textAt(json, 'location') ?? '', slug: textAt(json, 'slug') ?? '' };
};

/** The team behind a link, which is all that some documents have of it. */
export const linkedTeamId = (json: unknown): TeamId | null => {
  const id = /\/teams\/(\d+)(?:[/?#]|$)/.exec(textAt(json, '$ref') ?? '')?.[1] ?? '';
  return isTeamId(id) ? id : null;
};
