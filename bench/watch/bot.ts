import type { APIInteractionResponse, APIInteractionResponseCallbackData } from 'discord-api-types/v10';
import { createDiscordBot } from '../../docs/examples/discord/bot.ts';
import { createStatlineClient } from '../../lib/client/index.ts';
import { startFakeChat } from '../../test/examples/fake-chat.ts';
import { createSigner } from '../../test/examples/interactions.ts';
import { said } from './said.ts';

/** What a user saw, and for how long they waited until the bot had answered for the first time. */
export interface Seen {
  readonly text: string;
  readonly milliseconds: number;
}

export interface WatchedBot {
  /** Sends an interaction as Discord does. */
  ask(interaction: string): Promise<Seen>;
  close(): Promise<void>;
}

/** The example for Discord, with a Discord that shows what it is sent. */
export const watchBot = async (url: string): Promise<WatchedBot> => {
  const chat = await startFakeChat();
  const signer = createSigner();
  const client = createStatlineClient({ url });
  const bot = createDiscordBot({ client, publicKey: signer.publicKey, api: chat.url });
  return {
    ask: async (interaction) => {
      const since = performance.now();
      const rest: string[] = [];
      const later = (body: string): Promise<void> => {
        rest.push(body);
        return Promise.resolve();
      };
      const request = new Request('https://bot.test/', {
        method: 'POST',
        headers: signer.headersOf(interaction),
        body: interaction,
      });
      const response = await bot.answer(request, { arrived: Date.now(), later });
      const answer = (await response.json()) as APIInteractionResponse;
      const milliseconds = performance.now() - since;
      const text = await said(answer, async () => {
        for (const body of rest) await bot.finish(body);
        return chat.sent.at(-1)?.body as APIInteractionResponseCallbackData;
      });
      return { text, milliseconds };
    },
    close: () => chat.close(),
  };
};
