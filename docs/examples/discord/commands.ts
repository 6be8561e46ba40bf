import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { LeagueId, StatlineClient } from 'statline/client';

/** What a user asks: one player's card, or several side by side. */
export interface Question {
  readonly league: LeagueId;
  readonly players: readonly string[];
}

const LEAGUES = ['nfl', 'nba', 'mlb', 'nhl', 'wnba', 'cfb', 'mbb', 'wbb'] as const;

const league = {
  type: ApplicationCommandOptionType.String,
  name: 'league',
  description: 'The league',
  required: true,
  choices: LEAGUES.map((id) => ({ name: id.toUpperCase(), value: id })),
} as const;

const player = (name: string) =>
  ({
    type: ApplicationCommandOptionType.String,
    name,
    description: 'A name, or the beginning of one',
    required: true,
    autocomplete: true,
    max_length: 100,
  }) as const;

/** To be registered once: register.ts. */
export const COMMANDS = [
  {
    type: ApplicationCommandType.ChatInput,
    name: 'player',
    description: 'The card of a player',
    options: [league, player('player')],
  },
  {
    type: ApplicationCommandType.ChatInput,
    name: 'compare',
    description: 'Two players side by side',
    options: [league, player('first'), player('second')],
  },
] satisfies RESTPutAPIApplicationCommandsJSONBody;

/** A button that asks for one player: what a click sends back. */
export const buttonId = (league: LeagueId, player: string): string => `${league}:${player}`;

export const questionIn = (interaction: APIInteraction): Question => {
  if (interaction.type === InteractionType.MessageComponent) {
    const [league = '', ...players] = interaction.data.custom_id.split(':');
    return { league: league as LeagueId, players };
  }
  const texts = textsIn(interaction);
  const players = ['player', 'first', 'second'].flatMap((name) => texts.get(name)?.value ?? []);
  return { league: (texts.get('league')?.value ?? 'nfl') as LeagueId, players };
};

/** Up to 25 players for what has been typed, the most asked-for first. None, if there is no answer in time. */
export const choicesFor = async (
  client: StatlineClient,
  interaction: APIApplicationCommandAutocompleteInteraction,
): Promise<APIApplicationCommandOptionChoice[]> => {
  const typed = [...textsIn(interaction).values()].find(({ focused }) => focused)?.value ?? '';
  const { league } = questionIn(interaction);
  const result = await client.league(league).autocomplete(typed, { timeout: 1800 });
  // A player who is chosen is asked for by id, so that no two can be meant.
  return result.kind === 'ok' ? result.data.players.map(({ id, label }) => ({ name: label, value: id })) : [];
};

interface Text {
  readonly value: string;
  readonly focused: boolean;
}

const textsIn = ({ data }: APIInteraction): ReadonlyMap<string, Text> => {
  const options = data !== undefined && 'options' in data ? (data.options ?? []) : [];
  const texts = options.flatMap((option): [string, Text][] =>
    option.type === ApplicationCommandOptionType.String
      ? [[option.name, { value: option.value, focused: option.focused ?? false }]]
      : [],
  );
  return new Map(texts);
};
