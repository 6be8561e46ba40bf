import * as v from 'valibot';
import type { SeasonPhases } from '../../../sports/model/index.ts';
import type { MoveList, TeamDocument } from '../../../sports/resources/index.ts';
import { GameSchema } from '../games.ts';
import { leagueId, season, teamId, text, textOrNull, yesOrNo } from '../parts.ts';
import { schemaOf } from '../same.ts';
import { TeamSchema } from '../teams.ts';

export const MoveListSchema = schemaOf<MoveList>()(
  v.strictObject({
    league: leagueId,
    moves: v.array(v.strictObject({ date: v.number(), description: text, teamId: v.nullable(teamId) })),
  }),
);

export const SeasonPhasesSchema = schemaOf<SeasonPhases>()(
  v.strictObject({
    league: leagueId,
    season,
    phases: v.array(
      v.strictObject({
        phase: v.picklist(['preseason', 'regular', 'play-in', 'postseason', 'off-season']),
        start: v.number(),
        end: v.number(),
      }),
    ),
  }),
);

export const TeamDocumentSchema = schemaOf<TeamDocument>()(
  v.strictObject({
    league: leagueId,
    team: TeamSchema,
    record: textOrNull,
    standing: textOrNull,
    isBehind: yesOrNo,
    next: v.nullable(GameSchema),
  }),
);
