import {
  InteractionResponseType,
  type APIEmbed,
  type APIInteractionResponse,
  type APIInteractionResponseCallbackData,
} from 'discord-api-types/v10';

/** What a user sees of an answer, in one line. `edit`: what a deferred answer becomes. */
export const said = async (
  answer: APIInteractionResponse,
  edit: () => Promise<APIInteractionResponseCallbackData>,
): Promise<string> => {
  if (answer.type === InteractionResponseType.ApplicationCommandAutocompleteResult) {
    const names = (answer.data.choices ?? []).map(({ name }) => name);
    const more = names.length - MAX_CHOICES;
    const shown = [...names.slice(0, MAX_CHOICES), ...(more > 0 ? [`${more} more`] : [])];
    return shown.join(', ') || 'nobody';
  }
  if (answer.type === InteractionResponseType.ChannelMessageWithSource) return textOf(answer.data);
  if (answer.type === InteractionResponseType.DeferredChannelMessageWithSource) {
    return `_is thinking …_ ${textOf(await edit())}`;
  }
  throw new Error(`Nothing that a command is answered with: ${answer.type}`);
};

const MAX_CHOICES = 3;
// The first numbers stand for all.
const MAX_FIELDS = 2;
const GAMES = ['Now', 'Last game', 'Injury'];

const textOf = ({ content = '', embeds = [] }: APIInteractionResponseCallbackData): string =>
  [content, ...embeds.map(embedText)].filter((text) => text !== '').join(' ');

// The season, and what was asked.
const REPEATED = /Season [\d-]+ · |\w+ card of [^:]+: /g;

const embedText = ({ title = '', description, author, fields = [], footer }: APIEmbed): string => {
  const shown = fields.filter(({ name }, index) => index < MAX_FIELDS || GAMES.includes(name));
  const parts = [
    `**${title}**`,
    ...(author === undefined ? [] : [author.name]),
    // Only players are described.
    ...(author === undefined && description !== undefined ? ['no team'] : []),
    ...shown.map(({ name, value }) => `${name} ${value.split('\n').join(', ')}`),
    ...(footer === undefined ? [] : [`_${footer.text.replace(REPEATED, '')}_`]),
  ];
  return parts.join(' · ');
};
