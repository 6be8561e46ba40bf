import * as v from 'valibot';
import { describe } from '../../client/index.ts';
import { fitted, originOf, told } from '../parts/answer.ts';
import { otherwise } from '../parts/otherwise.ts';
import { league, limit, more, outcome, season, toolSchema, type } from '../parts/schema.ts';
import { seasonName } from '../parts/texts.ts';
import type { Asking, Outcome, Tool } from '../parts/tool.ts';

const MAX_LEADERS = 25;

const Input = v.strictObject({
  league,
  stat: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(100),
    v.description('Like passing.passingYards; a wrong one is answered with similar ones'),
  ),
  season,
  type,
  position: v.exactOptional(v.pipe(v.string(), v.maxLength(20))),
  limit: limit(MAX_LEADERS),
});
type Input = v.InferOutput<typeof Input>;

const LeaderSchema = v.object({
  rank: v.number(),
  id: v.string(),
  name: v.string(),
  team: v.exactOptional(v.string()),
  value: v.number(),
  display: v.string(),
});

const Output = v.object({
  ...outcome,
  stat: v.exactOptional(v.string()),
  label: v.exactOptional(v.string()),
  season: v.exactOptional(v.number()),
  seasonType: v.exactOptional(v.string()),
  order: v.exactOptional(v.string()),
  qualification: v.exactOptional(v.string()),
  leaders: v.exactOptional(v.array(LeaderSchema)),
  more,
});
type Output = v.InferInput<typeof Output>;

const run = async ({ league: id, stat, ...options }: Input, { client, call, person }: Asking): Promise<Outcome> => {
  const result = await client.league(id).leaders(stat, { limit: 10, ...options, ...call });
  if (result.kind !== 'ok') return otherwise(result, { field: 'stat', typed: stat, person });
  const { data, meta } = result;
  const list = data.leaders.map(({ rank, player, team, value, display }) => ({
    rank,
    id: player.id,
    name: player.name,
    ...(team !== null && { team: team.abbreviation }),
    value,
    display,
  }));
  const minimum = data.qualified ? data.qualification?.minimum : undefined;
  const structure: Output = {
    kind: 'ok',
    stat: data.stat,
    label: data.label,
    season: data.season,
    seasonType: data.seasonType,
    order: data.order,
    ...(minimum !== undefined && { qualification: minimum }),
    ...originOf(meta),
  };
  return told({
    lines: [
      `${data.label}, ${seasonName(id, data.season, data.seasonType)}${minimum === undefined ? '' : ` (who has ${minimum})`}`,
      ...list.map(
        ({ rank, name, team, display }) => `${rank}. ${name}${team === undefined ? '' : ` (${team})`}: ${display}`,
      ),
    ],
    last: describe(result),
    structure: fitted(structure, 'leaders', list),
  });
};

export const leaders: Tool<Input> = {
  name: 'leaders',
  title: 'League leaders',
  description: 'Who leads a league in a stat.',
  input: toolSchema(Input),
  output: toolSchema(Output),
  run,
};
