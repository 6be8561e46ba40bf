import * as v from 'valibot';
import type { CareerAnswer, LineAnswer, StatLabels } from '../answers/index.ts';
import type {
  Career,
  HeadedLine,
  Headline,
  HeadlineStat,
  StatCategories,
  StatLine,
  StatSubject,
} from '../../sports/model/index.ts';
import { described, instant, leagueId, playerId, season, seasonType, text, textOrNull } from './parts.ts';
import { schemaOf } from './same.ts';
import { TeamRefSchema } from './teams.ts';

export const StatCategoriesSchema = schemaOf<StatCategories>()(
  described(
    v.record(v.string(), v.record(v.string(), v.nullable(v.number()))),
    'Numbers by category and stat, as the glossary names them; null where the provider writes `-`',
  ),
);

export const HeadlineStatSchema = schemaOf<HeadlineStat>()(
  v.strictObject({
    category: text,
    name: text,
    label: described(text, 'Without its category: `Pass Yds`'),
    value: v.number(),
    display: described(text, 'As people write it: `3,928`, `67.5 %`, `.294`, `6:12`'),
  }),
);

export const HeadlineSchema = schemaOf<Headline>()(
  described(
    v.array(HeadlineStatSchema),
    "Up to six of the line's numbers in the order in which they are quoted, by the player's position",
  ),
);

export const StatSubjectSchema = schemaOf<StatSubject>()(
  v.strictObject({ id: playerId, name: text, position: textOrNull }),
);

const missing = v.exactOptional(
  described(v.array(text), 'The categories that the provider has and that could not be had now'),
);

export const HeadedLineSchema = schemaOf<HeadedLine>()(
  v.strictObject({
    league: leagueId,
    season,
    seasonType,
    teams: v.array(TeamRefSchema),
    categories: StatCategoriesSchema,
    byTeam: v.exactOptional(
      described(
        v.array(v.strictObject({ team: TeamRefSchema, categories: StatCategoriesSchema })),
        "Only for a player who changed teams within the season: the provider's own rows",
      ),
    ),
    notCombined: v.exactOptional(
      described(v.array(text), '`category.name` of each rate that cannot be computed from the rows of several teams'),
    ),
    source: v.exactOptional(
      described(v.literal('season-table'), "Made from a season's table, which has fewer stats than a career"),
    ),
    missing,
    asOf: v.exactOptional(
      described(
        v.record(v.string(), instant),
        'By category: when it was loaded, where that is earlier than the rest of the line',
      ),
    ),
    headline: HeadlineSchema,
  }),
);

export const StatLineSchema = schemaOf<StatLine>()(
  v.strictObject({ ...HeadedLineSchema.entries, player: StatSubjectSchema }),
);

export const CareerSchema = schemaOf<Career>()(
  v.strictObject({
    player: StatSubjectSchema,
    league: leagueId,
    seasonType,
    seasons: described(v.array(HeadedLineSchema), 'The earliest first'),
    career: v.strictObject({ categories: StatCategoriesSchema, headline: HeadlineSchema }),
    missing,
  }),
);

export const StatLabelsSchema = schemaOf<StatLabels>()(
  described(v.record(v.string(), v.record(v.string(), text)), "The glossary's label of each stat"),
);

const labels = v.exactOptional(described(StatLabelsSchema, 'With `include=labels`'));

export const LineAnswerSchema = schemaOf<LineAnswer>()(v.strictObject({ ...StatLineSchema.entries, labels }));
export const CareerAnswerSchema = schemaOf<CareerAnswer>()(v.strictObject({ ...CareerSchema.entries, labels }));

/** One season's line, or every season and the career. */
export const StatsAnswerSchema = schemaOf<LineAnswer | CareerAnswer>()(v.union([LineAnswerSchema, CareerAnswerSchema]));
