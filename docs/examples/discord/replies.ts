import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type APIInteractionResponseCallbackData as Message,
} from 'discord-api-types/v10';
import { describe, type AnyResult, type CallOptions, type PlayerAmbiguous, type StatlineClient } from 'statline/client';
import { buttonId, type Question } from './commands.ts';
import { cardEmbed, compareEmbed } from './embeds.ts';

/** Undefined: the answer, or a part of it, was not there in time. */
export const replyTo = async (
  client: StatlineClient,
  { league, players }: Question,
  time: CallOptions,
): Promise<Message | undefined> => {
  const [player = '', ...others] = players;
  if (others.length > 0) {
    const result = await client.league(league).compare(players, time);
    if (result.kind !== 'ok') return withoutAnswer(result);
    if (result.data.players.some(({ status }) => status === 'pending')) return undefined;
    return message({ embeds: [compareEmbed(result.data, describe(result))] });
  }
  const result = await client.league(league).card(player, time);
  if (result.kind === 'ambiguous') return choiceOf(result);
  if (result.kind !== 'ok') return withoutAnswer(result);
  if (result.data.missing.some(({ reason }) => reason === 'pending')) return undefined;
  return message({ embeds: [cardEmbed(result.data, describe(result))] });
};

/** One sentence for the user alone, what is wrong and what to try; undefined: there may be an answer later. */
const withoutAnswer = (result: AnyResult): Message | undefined => {
  const isLate = result.kind === 'pending' || (result.kind === 'unavailable' && result.reason === 'client-timeout');
  return isLate ? undefined : message({ content: describe(result), flags: MessageFlags.Ephemeral });
};

/** Statline never guesses between two players: the user chooses, by a button for each. */
const choiceOf = ({ candidates }: PlayerAmbiguous): Message =>
  message({
    content: 'Who is meant?',
    components: [
      {
        type: ComponentType.ActionRow,
        components: candidates.slice(0, 5).map(({ id, name, league, team, position }) => ({
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          custom_id: buttonId(league, id),
          label: `${name} (${position ?? '?'}, ${team?.abbreviation ?? 'no team'})`.slice(0, 80),
        })),
      },
    ],
  });

// What people have typed is shown again, so nobody may be mentioned by it. An edit clears what stood there before.
const message = (data: Message): Message => ({
  content: '',
  embeds: [],
  components: [],
  allowed_mentions: { parse: [] },
  ...data,
});
