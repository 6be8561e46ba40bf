import * as v from 'valibot';
import { describe, type CareerAnswer, type LineAnswer, type Meta } from '../../client/index.ts';
import { fitted, originOf, told } from '../parts/answer.ts';
import { asNamed } from '../parts/as-named.ts';
import { otherwise } from '../parts/otherwise.ts';
import {
  categories,
  hints,
  league,
  more,
  named,
  outcome,
  playerText,
  seasonOrCareer,
  subject,
  text,
  toolSchema,
  type,
} from '../parts/schema.ts';
import { headlineText, playerRef, seasonName, teamsText } from '../parts/texts.ts';
import type { Asking, Outcome, Tool } from '../parts/tool.ts';

const Input = v.strictObject({ league, player: playerText, season: seasonOrCareer, type, ...hints });
type Input = v.InferOutput<typeof Input>;

const Output = v.object({
  ...outcome,
  ...subject,
  season: v.exactOptional(v.union([v.number(), text])),
  seasonType: v.exactOptional(text),
  teams: v.exactOptional(text),
  headline: v.exactOptional(text),
  stats: v.exactOptional(categories),
  missing: v.exactOptional(text),
  seasons: v.exactOptional(v.array(v.object({ season: v.number(), teams: text, headline: text }))),
  more,
  seasonsWithStats: v.exactOptional(v.array(v.number())),
  ...named,
});
type Output = v.InferInput<typeof Output>;

const run = async ({ season = 'current', type: seasonType, ...input }: Input, asking: Asking): Promise<Outcome> => {
  const { client, call, person } = asking;
  const { player, hinted } = asNamed(input, person);
  const asked = client.league(input.league);
  const options = { ...call, ...hinted, ...(seasonType && { type: seasonType }) };
  const isCareer = season === 'career';
  const result = await (isCareer ? asked.stats(player, options) : asked.stats(player, { ...options, season }));
  if (result.kind !== 'ok') return otherwise(result, { field: 'player', typed: input.player, person });
  const { data, meta } = result;
  return 'career' in data ? careerAnswer(data, meta, describe(result)) : lineAnswer(data, meta, describe(result));
};

const lineAnswer = (line: LineAnswer, meta: Meta, last: string): Outcome => {
  const { player, league: id, season, seasonType, teams, categories: stats, missing } = line;
  const structure: Output = {
    kind: 'ok',
    ...playerRef(player),
    season,
    seasonType,
    teams: teamsText(teams),
    headline: headlineText(line.headline),
    stats: plain(stats),
    ...(missing && { missing: missing.join(', ') }),
    ...originOf(meta),
  };
  const who = [player.name, player.position, teamsText(teams)].filter(Boolean).join(', ');
  return told({
    lines: [
      `${who}: ${seasonName(id, season, seasonType)}`,
      headlineText(line.headline),
      ...(missing ? [`Not to be had now: ${missing.join(', ')}.`] : []),
    ],
    last,
    structure,
  });
};

const careerAnswer = (career: CareerAnswer, meta: Meta, last: string): Outcome => {
  const { player, league: id, seasonType, missing } = career;
  // What is too much is cut at the end.
  const seasons = [...career.seasons].reverse().map((line) => ({
    season: line.season,
    teams: teamsText(line.teams),
    headline: headlineText(line.headline),
  }));
  const structure: Output = {
    kind: 'ok',
    ...playerRef(player),
    season: 'career',
    seasonType,
    headline: headlineText(career.career.headline),
    stats: plain(career.career.categories),
    ...(missing && { missing: missing.join(', ') }),
    ...originOf(meta),
  };
  return told({
    lines: [
      `${player.name}: ${id.toUpperCase()} ${seasonType} career of ${seasons.length} seasons`,
      headlineText(career.career.headline),
      ...seasons.map((each) => `${each.season} ${each.teams}: ${each.headline}`),
    ],
    last,
    structure: fitted(structure, 'seasons', seasons),
  });
};

/** A copy: what is answered is read only. */
const plain = (stats: LineAnswer['categories']): NonNullable<Output['stats']> =>
  Object.fromEntries(Object.entries(stats).map(([category, values]) => [category, { ...values }]));

export const playerStats: Tool<Input> = {
  name: 'player_stats',
  title: 'Player stats',
  description: "A player's numbers of one season, or of the career season by season.",
  input: toolSchema(Input),
  output: toolSchema(Output),
  run,
};
