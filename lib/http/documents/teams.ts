import * as v from 'valibot';
import type { ListedTeam, Team, TeamList, TeamProfile, TeamRef } from '../../sports/model/index.ts';
import { described, leagueId, season, teamId, text, textOrNull } from './parts.ts';
import { schemaOf } from './same.ts';

export const TeamRefSchema = schemaOf<TeamRef>()(
  v.strictObject({
    id: teamId,
    abbreviation: described(text, 'Empty where it is not known'),
    name: described(text, 'The full name: `Kansas City Chiefs`. Empty where it is not known'),
  }),
);

export const TeamProfileSchema = schemaOf<TeamProfile>()(
  v.strictObject({
    color: described(textOrNull, 'Six hexadecimal digits, in lower case: `e31837`'),
    alternateColor: textOrNull,
    logo: described(textOrNull, "A picture's address"),
    logoDark: described(textOrNull, 'The same for a dark background'),
    link: described(textOrNull, "The address of the team's page at the provider"),
  }),
);

export const ListedTeamSchema = schemaOf<ListedTeam>()(
  v.strictObject({
    ...TeamRefSchema.entries,
    location: text,
    slug: text,
    shortName: v.exactOptional(described(text, 'Where there is one that is neither place nor nickname: `Arizona St`')),
    exhibition: v.exactOptional(described(v.literal(true), "An opponent that is not one of the league's teams")),
  }),
);

export const TeamSchema = schemaOf<Team>()(
  v.strictObject({ ...ListedTeamSchema.entries, ...TeamProfileSchema.entries }),
);

export const TeamListSchema = schemaOf<TeamList>()(
  v.strictObject({
    league: leagueId,
    season: described(v.nullable(season), 'The season that the provider is in now, where it says so'),
    teams: v.array(TeamSchema),
  }),
);
