import * as v from 'valibot';
import type { PopularityScores } from '../../../sports/model/index.ts';
import type { StoredDirectory } from '../../../sports/names/directory.ts';
import type { NameSearch, StoredTable } from '../../../sports/resources/index.ts';
import { leagueId, playerId, season, teamId, text, textOrNull } from '../parts.ts';
import { schemaOf } from '../same.ts';
import { TeamRefSchema } from '../teams.ts';

const row = v.tupleWithRest(
  [playerId, text, v.nullable(teamId), textOrNull, textOrNull, text, v.picklist([0, 1])],
  text,
);

export const StoredDirectorySchema = schemaOf<StoredDirectory>()(
  v.strictObject({ version: v.literal(1), league: leagueId, rows: v.array(row) }),
);

export const NameSearchSchema = schemaOf<NameSearch>()(
  v.strictObject({
    hits: v.array(v.strictObject({ id: playerId, name: text, teamId: v.nullable(teamId), teamName: textOrNull })),
  }),
);

export const PopularityScoresSchema = schemaOf<PopularityScores>()(
  v.strictObject({ through: v.number(), scores: v.array(v.tuple([playerId, v.number()])) }),
);

const cell = v.union([v.string(), v.number(), v.null()]);

/** A table with a gap is not stored: it would pass for a whole one. */
export const UnnamedTableSchema = schemaOf<StoredTable>()(
  v.strictObject({
    teams: v.array(TeamRefSchema),
    categories: v.array(
      v.strictObject({
        name: text,
        names: v.array(text),
        rows: v.array(
          v.strictObject({ season, teamId: v.nullable(teamId), position: textOrNull, values: v.array(cell) }),
        ),
        totals: v.nullable(v.array(cell)),
      }),
    ),
  }),
);
