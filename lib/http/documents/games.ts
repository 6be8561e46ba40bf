import * as v from 'valibot';
import type {
  Game,
  GameLog,
  GameTeam,
  LiveState,
  LoggedGame,
  TeamPage,
  TeamStanding,
  TrackedGame,
} from '../../sports/model/index.ts';
import { count, described, instant, leagueId, season, seasonType, teamId, text, textOrNull, yesOrNo } from './parts.ts';
import { schemaOf } from './same.ts';
import { StatCategoriesSchema, StatSubjectSchema } from './lines.ts';
import { TeamRefSchema, TeamSchema } from './teams.ts';

const GameTeamSchema = schemaOf<GameTeam>()(
  v.strictObject({
    id: teamId,
    abbreviation: text,
    home: yesOrNo,
    score: described(v.nullable(v.number()), 'null before the game has begun'),
  }),
);

export const GameSchema = schemaOf<Game>()(
  v.strictObject({
    id: text,
    date: described(instant, 'When the game begins'),
    timeValid: described(yesOrNo, 'Whether a time is set. Without one `date` is midnight Eastern of the day'),
    state: described(
      v.picklist(['pre', 'in', 'post', 'postponed']),
      '`postponed`: not played to the end at its time: postponed, canceled, or suspended until another day',
    ),
    status: described(text, "The provider's own word: `scheduled`, `halftime`, `rain-delay`, `final`, …"),
    detail: described(textOrNull, "The provider's text: `Top 9th`, `11:09 - 2nd Quarter`, `Final/OT`"),
    period: described(v.nullable(v.number()), 'null before the game has begun'),
    clock: described(textOrNull, 'As the provider shows it: `11:09`. null in a sport that is played without one'),
    teams: v.array(GameTeamSchema),
    venue: v.nullable(v.strictObject({ name: text, city: textOrNull })),
    broadcast: described(textOrNull, 'Who shows it: `CBS`, `NBC/Peacock`'),
  }),
);

const TrackedGameSchema = schemaOf<TrackedGame>()(
  v.strictObject({
    ...GameSchema.entries,
    lastOn: v.exactOptional(described(instant, 'When it was last told to be in play')),
    toldAt: v.exactOptional(described(instant, 'When the provider last told of it, where that is not `asOf`')),
  }),
);

export const LiveStateSchema = schemaOf<LiveState>()(
  v.strictObject({
    league: leagueId,
    asOf: described(instant, 'When the provider listed the games'),
    since: described(instant, 'Since when every game is in here; of games before that nothing is known'),
    games: v.array(TrackedGameSchema),
    earlier: described(v.array(TrackedGameSchema), 'Games that the provider no longer lists, as it last told of them'),
    followed: v.exactOptional(
      described(
        v.array(v.strictObject({ day: text, from: instant, askedAt: instant, calls: count })),
        'Days of which the provider is asked, because games of theirs left the list before they were over',
      ),
    ),
    liveTeams: described(v.array(teamId), 'The teams that are playing now'),
  }),
);

const TeamStandingSchema = schemaOf<TeamStanding>()(
  v.strictObject({
    summary: described(text, '`15-2`, `1st in AFC West`'),
    asOf: described(instant, 'When it was read from the provider'),
  }),
);

export const TeamPageSchema = schemaOf<TeamPage>()(
  v.strictObject({
    league: leagueId,
    team: TeamSchema,
    record: described(v.nullable(TeamStandingSchema), "null too where it is from before the team's last game"),
    standing: v.nullable(TeamStandingSchema),
    next: v.nullable(GameSchema),
    current: described(v.nullable(GameSchema), 'The game that the team is playing now'),
  }),
);

export const resultSchema = described(
  v.nullable(v.picklist(['W', 'L', 'T'])),
  "For the player's team; null while the game goes on",
);
export const scoreSchema = v.nullable(v.strictObject({ for: v.number(), against: v.number() }));

const LoggedGameSchema = schemaOf<LoggedGame>()(
  v.strictObject({
    id: text,
    date: described(instant, 'When it began'),
    week: described(v.nullable(v.number()), 'Within its part of the season: the first play-off round is week 1'),
    seasonType,
    note: described(textOrNull, 'What the provider calls it: `Super Bowl LIX`'),
    team: described(TeamRefSchema, 'The team that the player played for then'),
    opponent: TeamRefSchema,
    home: yesOrNo,
    result: resultSchema,
    score: scoreSchema,
    categories: StatCategoriesSchema,
  }),
);

export const GameLogSchema = schemaOf<GameLog>()(
  v.strictObject({
    player: StatSubjectSchema,
    league: leagueId,
    season,
    games: described(v.array(LoggedGameSchema), 'Those that the player has played in, the latest first'),
  }),
);
