import * as v from 'valibot';
import { describe, type GameLog } from '../../client/index.ts';
import { fitted, present, originOf, told } from '../parts/answer.ts';
import { asNamed } from '../parts/as-named.ts';
import { otherwise } from '../parts/otherwise.ts';
import {
  categories,
  hints,
  league,
  limit,
  more,
  named,
  outcome,
  playerText,
  season,
  subject,
  text,
  toolSchema,
} from '../parts/schema.ts';
import { opponentText, playerRef, resultText, timeText } from '../parts/texts.ts';
import type { Asking, Outcome, Tool } from '../parts/tool.ts';

const MAX_GAMES = 10;
const DEFAULT_GAMES = 5;
/** Of a game, in the text. */
const MAX_SHOWN_STATS = 6;

const Input = v.strictObject({ league, player: playerText, season, last: limit(MAX_GAMES), ...hints });
type Input = v.InferOutput<typeof Input>;

const GameSchema = v.object({
  date: text,
  opponent: text,
  seasonType: text,
  note: v.exactOptional(text),
  result: v.exactOptional(text),
  stats: categories,
});
type Game = v.InferInput<typeof GameSchema>;

const Output = v.object({
  ...outcome,
  ...subject,
  season: v.exactOptional(v.number()),
  games: v.exactOptional(v.array(GameSchema)),
  more,
  seasonsWithStats: v.exactOptional(v.array(v.number())),
  ...named,
});
type Output = v.InferInput<typeof Output>;

const run = async (
  { league: id, season: year, last = DEFAULT_GAMES, ...input }: Input,
  asking: Asking,
): Promise<Outcome> => {
  const { client, call, person } = asking;
  const { player, hinted } = asNamed(input, person);
  const result = await client
    .league(id)
    .games(player, { ...call, ...hinted, last, ...(year !== undefined && { season: year }) });
  if (result.kind !== 'ok') return otherwise(result, { field: 'player', typed: input.player, person });
  const { data, meta } = result;
  const games = data.games.map(gameOf);
  const structure: Output = {
    kind: 'ok',
    ...playerRef(data.player),
    season: data.season,
    ...originOf(meta),
  };
  const count = games.length === 1 ? '1 game' : `${games.length} games`;
  return told({
    lines: [
      `${data.player.name}: ${count} of ${id.toUpperCase()} ${data.season}, the latest first`,
      ...games.map(gameText),
    ],
    last: describe(result),
    structure: fitted(structure, 'games', games),
  });
};

const gameOf = (game: GameLog['games'][number]): Game => ({
  date: game.date,
  opponent: opponentText(game.home, game.opponent),
  seasonType: game.seasonType,
  ...present({ note: game.note }),
  ...(game.score && { result: resultText(game.result, game.score) }),
  stats: Object.fromEntries(Object.entries(game.categories).map(([category, values]) => [category, { ...values }])),
});

const gameText = ({ date, opponent, result, note, stats }: Game): string => {
  const numbers = Object.values(stats)
    .flatMap((values) => Object.entries(values))
    .filter(([, value]) => value !== null && value !== 0)
    .slice(0, MAX_SHOWN_STATS)
    .map(([name, value]) => `${name} ${value}`);
  const game = [timeText(date), opponent, result, note].filter(Boolean).join(' ');
  return `${game}: ${numbers.length === 0 ? 'no numbers' : numbers.join(', ')}`;
};

export const playerGames: Tool<Input> = {
  name: 'player_games',
  title: "A player's games",
  description: `A player's latest games of a season one by one (default ${DEFAULT_GAMES}).`,
  input: toolSchema(Input),
  output: toolSchema(Output),
  run,
};
