import { isTeamId, type Team, type TeamId, type TeamRef } from '../../sports/model/index.ts';
import { readTeamProfile } from './profile.ts';
import { teamIdAt, textAt } from './read.ts';
import type { ShownOrigins } from './address.ts';

/** Undefined without an id. Its abbreviation and name only decorate it: one that is missing is empty. */
export const readTeamRef = (json: unknown): TeamRef | undefined => {
  const id = teamIdAt(json, 'id');
  if (id === null) return undefined;
  const abbreviation = textAt(json, 'abbreviation') ?? '';
  return { id, abbreviation, name: textAt(json, 'displayName') ?? textAt(json, 'name') ?? '' };
};

/** A team as lists of teams have it. Undefined without an id and a name of any kind to find it by. */
export const readTeam = (json: unknown, shown: ShownOrigins): Team | undefined => {
  const ref = readTeamRef(json);
  if (ref === undefined || (ref.abbreviation === '' && ref.name === '')) return undefined;
  const location = textAt(json, 'location') ?? '';
  const short = textAt(json, 'shortDisplayName');
  const isOwn = short !== null && ![location, ref.name, textAt(json, 'name')].includes(short);
  return {
    ...ref,
    location,
    slug: textAt(json, 'slug') ?? '',
    ...(isOwn && { shortName: short }),
    ...readTeamProfile(json, shown),
  };
};

/** The team behind a link, which is all that some documents have of it. */
export const linkedTeamId = (json: unknown): TeamId | null => {
  const id = /\/teams\/(\d+)(?:[/?#]|$)/.exec(textAt(json, '$ref') ?? '')?.[1] ?? '';
  return isTeamId(id) ? id : null;
};
