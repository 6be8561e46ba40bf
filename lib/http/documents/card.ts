import * as v from 'valibot';
import type { Card, CardGame, CurrentGame, LastGame, MissingCardPart, NextGame } from '../../sports/model/index.ts';
import { resultSchema, scoreSchema } from './games.ts';
import { HeadlineStatSchema } from './lines.ts';
import { count, described, instant, leagueId, season, seasonType, text, textOrNull, yesOrNo } from './parts.ts';
import { InjurySchema, PlayerSchema } from './players.ts';
import { schemaOf } from './same.ts';
import { TeamProfileSchema, TeamRefSchema } from './teams.ts';

const part = v.picklist(['player', 'team', 'record', 'standing', 'headline', 'injury', 'last', 'current', 'next']);

const CardGameSchema = schemaOf<CardGame>()(
  v.strictObject({
    id: text,
    date: described(instant, 'When it begins'),
    home: yesOrNo,
    opponent: described(TeamRefSchema, 'The name is empty where no list of teams is held'),
  }),
);

const LastGameSchema = schemaOf<LastGame>()(
  v.strictObject({
    ...CardGameSchema.entries,
    result: resultSchema,
    score: scoreSchema,
    stats: described(
      v.nullable(v.array(v.pick(HeadlineStatSchema, ['label', 'display']))),
      "Up to three of the player's numbers; null where only the team's game is held, which the player may have missed",
    ),
  }),
);

const CurrentGameSchema = schemaOf<CurrentGame>()(
  v.strictObject({
    ...CardGameSchema.entries,
    score: scoreSchema,
    detail: described(textOrNull, "The provider's text: `Top 9th`"),
    broadcast: textOrNull,
  }),
);

const NextGameSchema = schemaOf<NextGame>()(
  v.strictObject({
    ...CardGameSchema.entries,
    timeValid: described(yesOrNo, 'Whether a time is set. Without one `date` is midnight Eastern of the day'),
    venue: textOrNull,
    broadcast: textOrNull,
  }),
);

const MissingCardPartSchema = schemaOf<MissingCardPart>()(
  v.strictObject({
    part,
    reason: described(
      v.picklist(['no-stats', 'unavailable', 'over-budget', 'not-offered', 'pending', 'not-held', 'outdated']),
      '`not-held`: nobody has loaded it, and a card does not; the route of its own does. `outdated`: what is held is ' +
        "from before the team's last game",
    ),
    retryAfter: described(v.nullable(count), 'Seconds after which to ask again; null where that is not known'),
    seasons: v.exactOptional(described(v.array(season), 'The seasons that there are lines of, where those are known')),
  }),
);

const source = v.strictObject({
  tier: described(text, 'The tier that had it, or `upstream`'),
  age: described(count, 'Seconds since it was loaded from the provider'),
});

const cardPlayer = v.pick(PlayerSchema, [
  'id',
  'name',
  'position',
  'jersey',
  'status',
  'headshot',
  'link',
  'height',
  'weight',
  'age',
  'born',
  'college',
  'experience',
  'bats',
  'throws',
  'shoots',
]);

export const CardSchema = schemaOf<Card>()(
  v.strictObject({
    league: leagueId,
    season,
    seasonLabel: described(text, 'What the league calls the season: `2026-27`'),
    seasonType,
    player: cardPlayer,
    team: v.nullable(v.strictObject({ ...TeamRefSchema.entries, ...TeamProfileSchema.entries })),
    record: described(textOrNull, '`15-2`'),
    standing: described(textOrNull, '`1st in AFC West`'),
    headline: described(
      v.nullable(v.array(v.pick(HeadlineStatSchema, ['label', 'value', 'display']))),
      "Of the season's line, which says under which names the numbers stand",
    ),
    injury: v.nullable(InjurySchema),
    last: v.nullable(LastGameSchema),
    current: v.nullable(CurrentGameSchema),
    next: v.nullable(NextGameSchema),
    sources: described(v.record(part, source), 'By part, where it was read'),
    missing: described(v.array(MissingCardPartSchema), 'The parts that could not be had, and why'),
  }),
);
