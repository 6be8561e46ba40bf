import * as v from 'valibot';
import type { SeasonTableLoad } from '../../../sports/resources/index.ts';
import type { LeaderPage } from '../../../sports/stats/index.ts';
import { count, playerId, teamId, text, textOrNull } from '../parts.ts';
import { schemaOf } from '../same.ts';

export const SeasonTableLoadSchema = schemaOf<SeasonTableLoad>()(
  v.strictObject({ pages: count, filled: count, wholeAt: v.number(), shapes: text }),
);

export const LeaderPageSchema = schemaOf<LeaderPage>()(
  v.strictObject({
    version: v.literal(1),
    pages: count,
    ids: v.array(playerId),
    names: v.array(text),
    positions: v.array(textOrNull),
    teamOf: v.array(v.nullable(count)),
    teams: v.array(v.tuple([v.nullable(teamId), text])),
    categories: v.record(
      v.string(),
      v.strictObject({
        players: v.array(count),
        stats: v.record(v.string(), v.array(v.nullable(v.number()))),
      }),
    ),
  }),
);
