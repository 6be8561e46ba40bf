import {
  InteractionResponseType,
  InteractionType,
  type APIInteraction,
  type APIInteractionResponse,
} from 'discord-api-types/v10';
import { verifyKey } from 'discord-interactions';
import type { StatlineClient } from 'statline/client';
import { PATIENT, quick, type Bot } from '../hosts/bot.ts';
import { choicesFor, questionIn } from './commands.ts';
import { replyTo } from './replies.ts';

export interface DiscordBotOptions {
  readonly client: StatlineClient;
  /** Of the application, as the developer portal shows it. */
  readonly publicKey: string;
  readonly api?: string | undefined;
}

/** Slash commands over HTTP interactions. */
export const createDiscordBot = ({
  client,
  publicKey,
  api = 'https://discord.com/api/v10',
}: DiscordBotOptions): Bot => ({
  answer: async (request, asked) => {
    const body = await request.text();
    const [signature, timestamp] = ['ed25519', 'timestamp'].map((name) => request.headers.get(`x-signature-${name}`));
    const signed = await verifyKey(body, signature ?? '', timestamp ?? '', publicKey);
    if (!signed) return new Response('The signature is not valid', { status: 401 });
    const interaction = JSON.parse(body) as APIInteraction;
    switch (interaction.type) {
      case InteractionType.Ping:
        return respond({ type: InteractionResponseType.Pong });
      case InteractionType.ApplicationCommandAutocomplete: {
        // It cannot be deferred. Statline answers it from what it holds.
        const choices = await choicesFor(client, interaction);
        return respond({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } });
      }
      case InteractionType.ApplicationCommand: {
        const data = await replyTo(client, questionIn(interaction), quick(asked));
        if (data !== undefined) return respond({ type: InteractionResponseType.ChannelMessageWithSource, data });
        await asked.later(body);
        return respond({ type: InteractionResponseType.DeferredChannelMessageWithSource });
      }
      case InteractionType.MessageComponent: {
        const data = await replyTo(client, questionIn(interaction), quick(asked));
        if (data !== undefined) return respond({ type: InteractionResponseType.UpdateMessage, data });
        await asked.later(body);
        return respond({ type: InteractionResponseType.DeferredMessageUpdate });
      }
      case InteractionType.ModalSubmit:
        return new Response('This bot shows no forms', { status: 400 });
    }
  },
  finish: async (body) => {
    const interaction = JSON.parse(body) as APIInteraction;
    const reply = await replyTo(client, questionIn(interaction), PATIENT);
    const told = reply ?? { content: 'The provider is still slow. Please ask again in a minute.' };
    // The token of the interaction is the key, for fifteen minutes.
    const path = `${api}/webhooks/${interaction.application_id}/${interaction.token}/messages/@original`;
    const response = await fetch(path, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      // By then it is too late to show it to the user alone.
      body: JSON.stringify({ ...told, flags: undefined }),
      signal: AbortSignal.timeout(5000),
    });
    if (!response.ok) throw new Error(`Discord has refused the edit: ${response.status}`);
  },
});

const respond = (response: APIInteractionResponse): Response => Response.json(response);
