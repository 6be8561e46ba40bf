import * as v from 'valibot';
import { describe, type Card, type Meta, type Ok, type SearchAllAnswer } from '../../client/index.ts';
import { present, originOf, told } from '../parts/answer.ts';
import { choicesOf, lineOf, otherwise } from '../parts/otherwise.ts';
import { ChoiceSchema, hints, league, outcome, playerText, subject, text, toolSchema } from '../parts/schema.ts';
import { headlineText, opponentText, playerRef, resultText, timeText } from '../parts/texts.ts';
import type { Asking, Outcome, Tool } from '../parts/tool.ts';

const Input = v.strictObject({
  name: playerText,
  league: v.exactOptional(v.pipe(league, v.description('Default: all'))),
  ...hints,
});
type Input = v.InferOutput<typeof Input>;

const Output = v.object({
  ...outcome,
  ...subject,
  league: v.exactOptional(text),
  status: v.exactOptional(text),
  team: v.exactOptional(text),
  record: v.exactOptional(text),
  standing: v.exactOptional(text),
  injury: v.exactOptional(text),
  season: v.exactOptional(text),
  headline: v.exactOptional(text),
  last: v.exactOptional(text),
  current: v.exactOptional(text),
  next: v.exactOptional(text),
  missing: v.exactOptional(text),
  choices: v.exactOptional(v.array(v.object({ ...ChoiceSchema.entries, league: v.exactOptional(text) }))),
});
type Output = v.InferInput<typeof Output>;

const run = async (input: Input, asking: Asking): Promise<Outcome> => {
  const { name, league: id, team, position } = input;
  const { client, call, person } = asking;
  if (id === undefined) return inAllLeagues(input, asking);
  const hinted = { ...(team !== undefined && { team }), ...(position !== undefined && { position }) };
  const result = await client.league(id).card(name, { ...call, ...hinted });
  if (result.kind !== 'ok') return otherwise(result, { field: 'name', typed: name, person: withNobody(person) });
  return cardAnswer(result.data, result.meta, describe(result));
};

/** Those who are called so are what this tool is asked for: nobody has to choose. */
const withNobody = (person: Asking['person']): Asking['person'] => ({ ...person, ask: () => undefined });

const inAllLeagues = async (input: Input, asking: Asking): Promise<Outcome> => {
  const { name, team, position } = input;
  if (team !== undefined || position !== undefined) {
    const last = `${name}: not valid (team and position need a league). Name the league, or leave them out.`;
    return told({ lines: [], last, structure: { kind: 'invalid' }, isError: true });
  }
  const result = await asking.client.search(name, asking.call);
  if (result.kind !== 'ok') return otherwise(result, { field: 'name', typed: name, person: asking.person });
  const [only, another] = result.data.players;
  if (only === undefined || another !== undefined) return severalAnswer(result);
  return run({ name: only.id, league: only.league }, asking);
};

const severalAnswer = ({ data, meta, asked }: Ok<SearchAllAnswer>): Outcome => {
  const { players, suggestions, knows } = data;
  const isFound = players.length > 0;
  const several = isFound ? players : suggestions;
  const choices = choicesOf(several).map((choice, index) => ({
    ...choice,
    ...present({ league: several[index]?.league }),
  }));
  const unknown = Object.entries(knows).flatMap(([id, known]) => (known === 'all' ? [] : [id]));
  const what = isFound
    ? 'more than one player; ask with the league and the id of one'
    : `no such player; ${choices.length === 0 ? 'check the spelling, or name the league' : 'try one of these'}`;
  return told({
    lines: [
      ...choices.map((choice) => `${choice.league ?? ''} ${lineOf(choice)}`),
      ...(unknown.length === 0
        ? []
        : [`Not all players are at hand of ${unknown.join(', ')}: name the league to ask there.`]),
    ],
    last: `${asked}: ${what}.`,
    structure: { kind: isFound ? 'ambiguous' : 'not-found', choices, ...originOf(meta) },
  });
};

const cardAnswer = (card: Card, meta: Meta, last: string): Outcome => {
  const { player, league: id, seasonLabel, record, standing, injury, missing } = card;
  const gaps = missing.map(({ part, reason }) => `${part} (${reason})`).join(', ');
  const structure: Output = {
    kind: 'ok',
    ...playerRef(player),
    league: id,
    status: player.status,
    season: seasonLabel,
    ...present({ team: card.team?.name, record, standing, injury: injury?.status }),
    ...(card.headline && { headline: headlineText(card.headline) }),
    ...(card.last && { last: gameText(card.last) }),
    ...(card.current && { current: gameText(card.current) }),
    ...(card.next && { next: gameText(card.next) }),
    ...(gaps !== '' && { missing: gaps }),
    ...originOf(meta),
  };
  const stands = [record, standing].filter((each) => each !== null).join(', ');
  const about = [player.position, card.team?.name ?? 'no team', player.status].filter(Boolean).join(', ');
  const shown = [
    ['Team', stands],
    ['Injury', structure.injury],
    [seasonLabel, structure.headline],
    ['Last', structure.last],
    ['Now', structure.current],
    ['Next', structure.next],
    ['Not there', gaps],
  ].flatMap(([title, value]) => (value === undefined || value === '' ? [] : [`${title}: ${value}`]));
  return told({ lines: [`${player.name} (${id} ${player.id}), ${about}`, ...shown], last, structure });
};

const gameText = (game: NonNullable<Card['last'] | Card['current'] | Card['next']>): string =>
  [
    timeText(game.date, !('timeValid' in game) || game.timeValid),
    opponentText(game.home, game.opponent),
    ...('score' in game && game.score ? [resultText('result' in game ? game.result : null, game.score)] : []),
    ...('broadcast' in game && game.broadcast !== null ? [`on ${game.broadcast}`] : []),
  ].join(' ');

export const findPlayer: Tool<Input> = {
  name: 'find_player',
  title: 'Find a player',
  description: 'Who a name means: team, injury, headline numbers, games; or the candidates.',
  input: toolSchema(Input),
  output: toolSchema(Output),
  run,
};
