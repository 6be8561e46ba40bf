import * as v from 'valibot';
import { describe, type CompareAnswer, type ComparedPlayer, type Meta } from '../../client/index.ts';
import { fitted, originOf, told } from '../parts/answer.ts';
import { choicesOf, lineOf, otherwise } from '../parts/otherwise.ts';
import type { Doubt } from '../parts/person.ts';
import { league, more, named, outcome, playerText, season, text, toolSchema, type } from '../parts/schema.ts';
import { headlineText, playerRef, seasonName, teamsText } from '../parts/texts.ts';
import type { Asking, Outcome, Tool } from '../parts/tool.ts';

const MAX_PLAYERS = 5;

const Input = v.strictObject({
  league,
  players: v.pipe(v.array(playerText), v.minLength(2), v.maxLength(MAX_PLAYERS)),
  season,
  type,
});
type Input = v.InferOutput<typeof Input>;

const PlayerSchema = v.object({
  query: v.string(),
  kind: v.string(),
  id: v.exactOptional(v.string()),
  name: v.exactOptional(v.string()),
  position: v.exactOptional(v.string()),
  teams: v.exactOptional(text),
  headline: v.exactOptional(text),
  ...named,
});
type Player = v.InferInput<typeof PlayerSchema>;

const StatSchema = v.object({
  stat: v.string(),
  label: v.string(),
  values: v.record(v.string(), v.nullable(v.number())),
  leaders: v.array(v.string()),
});

const Output = v.object({
  ...outcome,
  season: v.exactOptional(v.number()),
  seasonType: v.exactOptional(text),
  players: v.exactOptional(v.array(PlayerSchema)),
  stats: v.exactOptional(v.array(StatSchema)),
  more,
});
type Output = v.InferInput<typeof Output>;

const fieldOf = (index: number): string => `player${index + 1}`;

const run = async (input: Input, { client, call, person }: Asking): Promise<Outcome> => {
  const { league: id, players, season: year, type: seasonType } = input;
  const meant = players.map((player, index) => person.chosen(fieldOf(index)) ?? player);
  const result = await client
    .league(id)
    .compare(meant, { ...call, ...(year !== undefined && { season: year }), ...(seasonType && { type: seasonType }) });
  if (result.kind !== 'ok') return otherwise(result, { field: 'players', typed: players.join(), person });
  const doubts = result.data.players.flatMap((player, index): Doubt[] =>
    player.status === 'ambiguous'
      ? [{ field: fieldOf(index), typed: players[index] ?? '', choices: choicesOf(player.candidates) }]
      : [],
  );
  const asked = doubts.length === 0 ? undefined : person.ask(doubts);
  return asked ?? compareAnswer(result.data, result.meta, describe(result));
};

const compareAnswer = (answer: CompareAnswer, meta: Meta, last: string): Outcome => {
  const { league: id, season: year, seasonType, players, note } = answer;
  const kind = kindOf(players);
  const stats = Object.entries(answer.categories).flatMap(([category, byName]) =>
    Object.entries(byName).map(([name, { label, values, leaders }]) => ({
      stat: `${category}.${name}`,
      label,
      values: { ...values },
      leaders: [...leaders],
    })),
  );
  const structure: Output = { kind, season: year, seasonType, players: players.map(playerOf), ...originOf(meta) };
  return told({
    lines: [
      seasonName(id, year, seasonType),
      ...players.flatMap((player) => playerLines(player, stats)),
      ...(note === null ? [] : [note]),
    ],
    last,
    structure: fitted(structure, 'stats', stats),
    isError: FAILURES.includes(kind) && players.every(({ status }) => status !== 'ok'),
  });
};

/** The first of those that are there: a name that can be put right comes before what has to be waited for. */
const KINDS = ['ambiguous', 'not-found', 'no-stats', 'invalid', 'pending', 'unavailable'] as const;
const FAILURES: readonly string[] = ['invalid', 'pending', 'unavailable'];

const kindOf = (players: readonly ComparedPlayer[]): Output['kind'] =>
  KINDS.find((kind) => players.some(({ status }) => status === kind)) ?? 'ok';

const playerOf = (compared: ComparedPlayer): Player => {
  const query = String(compared.query);
  switch (compared.status) {
    case 'ok': {
      const { player, teams, headline: stats } = compared;
      return {
        query,
        kind: 'ok',
        ...playerRef(player),
        teams: teamsText(teams),
        headline: headlineText(stats),
      };
    }
    case 'ambiguous':
      return { query, kind: 'ambiguous', choices: [...choicesOf(compared.candidates)] };
    case 'not-found':
      return { query, kind: 'not-found', choices: [...choicesOf(compared.suggestions ?? [])] };
    case 'no-stats':
      return { query, kind: 'no-stats', id: compared.player.id, name: compared.player.name };
    case 'invalid':
    case 'pending':
    case 'unavailable':
      return { query, kind: compared.status };
  }
};

const playerLines = (compared: ComparedPlayer, stats: readonly { readonly leaders: readonly string[] }[]): string[] => {
  const query = String(compared.query);
  switch (compared.status) {
    case 'ok': {
      const { player, headline: numbers } = compared;
      const led = stats.filter(({ leaders }) => leaders.includes(player.id)).length;
      const best = stats.length === 0 ? '' : `; best in ${led} of ${stats.length} stats`;
      return [`${player.name} (${player.id}): ${headlineText(numbers)}${best}`];
    }
    case 'ambiguous':
      return [`${query}: more than one player; ask with the id of one`, ...choicesOf(compared.candidates).map(lineOf)];
    case 'not-found':
      return [
        `${query}: no such player; ${compared.suggestions?.length ? 'try one of these' : 'check the spelling'}`,
        ...choicesOf(compared.suggestions ?? []).map(lineOf),
      ];
    case 'no-stats':
      return [`${compared.player.name}: no stats there${seasonsText(compared.seasons)}`];
    case 'invalid':
      return [`${query}: not valid (${compared.reason})`];
    case 'pending':
      return [`${query}: still being loaded; ask again`];
    case 'unavailable':
      return [`${query}: unavailable (${compared.reason}); try again in a minute`];
  }
};

const seasonsText = (seasons: readonly number[] = []): string =>
  seasons.length === 0 ? '' : `; try ${[...seasons].reverse().slice(0, 5).join(' or ')}`;

export const comparePlayers: Tool<Input> = {
  name: 'compare_players',
  title: 'Compare players',
  description: `Two to ${MAX_PLAYERS} players of a league side by side in one season.`,
  input: toolSchema(Input),
  output: toolSchema(Output),
  run,
};
