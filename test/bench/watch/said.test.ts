import { InteractionResponseType, type APIInteractionResponse } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { said } from '../../../bench/watch/said.ts';

const seen = (answer: APIInteractionResponse, content = ''): Promise<string> =>
  said(answer, () => Promise.resolve({ content }));

describe('what a user sees', () => {
  it('is a card in one line, with the first numbers and the games', async () => {
    const card = {
      title: 'Somebody',
      description: 'QB',
      author: { name: 'Kansas City Chiefs' },
      fields: ['Pass Yds', 'Pass TD', 'INT', 'Last game'].map((name, index) => ({ name, value: String(index) })),
      footer: { text: 'from Redis' },
    };
    const answer = { type: InteractionResponseType.ChannelMessageWithSource, data: { content: '', embeds: [card] } };
    expect(await seen(answer as APIInteractionResponse)).toBe(
      '**Somebody** · Kansas City Chiefs · Pass Yds 0 · Pass TD 1 · Last game 3 · _from Redis_',
    );
    const { author, ...freeAgent } = card;
    expect(author.name).toBe('Kansas City Chiefs');
    const other = { type: InteractionResponseType.ChannelMessageWithSource, data: { embeds: [freeAgent] } };
    expect(await seen(other as APIInteractionResponse)).toMatch(/^\*\*Somebody\*\* · no team · Pass Yds 0/);
  });

  it('is what a deferred answer becomes', async () => {
    const answer = { type: InteractionResponseType.DeferredChannelMessageWithSource } as const;
    expect(await seen(answer, 'the rest')).toBe('_is thinking …_ the rest');
  });

  it('is the first of the choices', async () => {
    const choices = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, value: name }));
    const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
    expect(await seen({ type, data: { choices } })).toBe('a, b, c, 2 more');
    expect(await seen({ type, data: {} })).toBe('nobody');
  });

  it('is nothing that a command is not answered with', async () => {
    await expect(seen({ type: InteractionResponseType.Pong })).rejects.toThrow('is answered with: 1');
  });
});
