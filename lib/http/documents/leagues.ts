import * as v from 'valibot';
import type {
  GlossaryAnswer,
  Interval,
  LeadersAnswer,
  League,
  LeaguesAnswer,
  MovesAnswer,
  MoveWindow,
} from '../answers/index.ts';
import type { GlossaryEntry, Leader, Move } from '../../sports/model/index.ts';
import { StatSubjectSchema } from './lines.ts';
import { count, day, described, instant, leagueId, season, seasonType, teamId, text, yesOrNo } from './parts.ts';
import { schemaOf } from './same.ts';
import { TeamRefSchema } from './teams.ts';

const IntervalSchema = schemaOf<Interval>()(
  v.strictObject({ start: instant, end: described(instant, 'Not a part of it') }),
);

const MoveWindowSchema = schemaOf<MoveWindow>()(
  v.strictObject({
    kind: described(
      v.picklist(['trade-deadline', 'free-agency', 'draft', 'portal', 'moratorium']),
      '`portal`: when college players may change schools. `moratorium`: when no player may be moved',
    ),
    season,
    ...IntervalSchema.entries,
    at: described(v.nullable(instant), 'The moment it is about; null where only days are known'),
    hot: described(v.nullable(IntervalSchema), 'The hours in which moves are expected by the minute'),
    pace: described(
      v.picklist(['quiet', 'slow', 'brisk']),
      'How often rosters change. `slow`: a few times a day, for weeks; `brisk`: by the hour',
    ),
    certainty: described(
      v.picklist(['A', 'A-', 'B', 'C']),
      'A: announced, or in dated reports. A-: in one dated report. B: public record. C: by a rule',
    ),
    source: described(text, 'Where the dates are from'),
  }),
);

const LeagueSchema = schemaOf<League>()(
  v.strictObject({
    id: leagueId,
    name: text,
    sport: v.picklist(['football', 'basketball', 'baseball', 'hockey']),
    slug: described(text, 'Another word for the league, which paths take as well: `college-football`'),
    season: described(
      v.strictObject({
        year: season,
        type: seasonType,
        label: described(text, 'What the league calls it: `2026-27`'),
        source: described(v.picklist(['provider', 'calendar']), 'What the phase was read from'),
      }),
      'What `season=current` means',
    ),
    phase: described(
      v.picklist(['preseason', 'regular', 'play-in', 'postseason', 'off-season']),
      'A `preseason` belongs to the next season',
    ),
    window: described(v.nullable(MoveWindowSchema), 'The days of moves that are now'),
    nextWindow: v.nullable(MoveWindowSchema),
    offers: described(
      v.strictObject({ games: yesOrNo, team: yesOrNo, leaders: yesOrNo, moves: yesOrNo }),
      'What not every provider has of every league; elsewhere a question for it is answered with `not-offered`',
    ),
  }),
);

export const LeaguesAnswerSchema = schemaOf<LeaguesAnswer>()(
  v.strictObject({
    leagues: v.array(LeagueSchema),
    calendar: v.strictObject({
      version: described(text, 'The day on which the table of windows was last changed'),
    }),
  }),
);

const MoveSchema = schemaOf<Move>()(
  v.strictObject({
    date: described(day, 'Providers tell no time'),
    kind: v.picklist([
      'traded',
      'signed',
      'extended',
      'claimed',
      'waived',
      'released',
      'cleared-waivers',
      'injured-reserve',
      'activated',
      'suspended',
      'reinstated',
      'recalled',
      'optioned',
      'assigned',
      'designated-for-assignment',
      'elevated',
      'drafted',
      'retired',
      'hired',
      'dismissed',
      'other',
    ]),
    text: described(text, "The provider's own"),
    team: described(v.nullable(TeamRefSchema), 'Whose news it is; null where the provider does not say'),
    teams: described(v.array(TeamRefSchema), 'That team and those which the text names'),
    players: described(v.array(StatSubjectSchema), 'Those whom the text names and whom nobody shares the name with'),
  }),
);

export const MovesAnswerSchema = schemaOf<MovesAnswer>()(
  v.strictObject({
    league: leagueId,
    asOf: described(instant, 'When the list was read from the provider'),
    oldest: described(v.nullable(day), "The day of the oldest move on the provider's list"),
    moves: described(v.array(MoveSchema), 'The newest first'),
  }),
);

const GlossaryEntrySchema = schemaOf<GlossaryEntry>()(
  v.strictObject({
    category: text,
    name: text,
    label: described(text, 'Short enough for the head of a column: `YDS`'),
    description: text,
    unit: described(
      v.picklist([
        'count',
        'points',
        'yards',
        'minutes',
        'seconds',
        'innings',
        'percent',
        'fraction',
        'rate',
        'per-game',
        'rating',
      ]),
      '`percent`: 0 to 100. `fraction`: 0 to 1. `innings`: thirds after the point',
    ),
    direction: described(v.picklist(['higher', 'lower', 'none']), 'Which of two values is the better one'),
  }),
);

export const GlossaryAnswerSchema = schemaOf<GlossaryAnswer>()(
  v.strictObject({ league: leagueId, stats: v.array(GlossaryEntrySchema) }),
);

const LeaderSchema = schemaOf<Leader>()(
  v.strictObject({
    rank: described(count, 'Shared in a tie: 1, 2, 2, 4'),
    player: StatSubjectSchema,
    team: v.nullable(
      v.strictObject({
        id: described(v.nullable(teamId), 'null where the list of teams has none of that abbreviation'),
        abbreviation: text,
      }),
    ),
    value: v.number(),
  }),
);

export const LeadersAnswerSchema = schemaOf<LeadersAnswer>()(
  v.strictObject({
    league: leagueId,
    season,
    seasonType,
    stat: described(text, '`category.name`'),
    label: text,
    order: v.picklist(['asc', 'desc']),
    qualified: described(yesOrNo, 'Whether those were left out who have done too little to lead'),
    qualification: described(v.nullable(v.strictObject({ minimum: text, source: text })), 'Who may lead'),
    asOf: described(instant, 'When the oldest page of the table was loaded'),
    ranked: described(count, 'How many are ranked'),
    leaders: v.array(
      v.strictObject({ ...LeaderSchema.entries, display: described(text, 'The value as people write it') }),
    ),
  }),
);
