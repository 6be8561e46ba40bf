import type { Model } from './agent.ts';

/**
 * In the place of a language model: it understands `nfl josh allen` and `nfl josh allen, lamar jackson`. A real one gets
 * the conversation and the list of tools, each with its JSON Schema, as its own API wants them.
 */
export const standIn: Model = ([question = '', ...told]) => {
  const last = told.at(-1);
  if (last !== undefined) return Promise.resolve({ answer: last });
  const [, league = '', names = ''] = /^(\S+)\s+(.*)$/.exec(question.trim()) ?? [];
  const [player = '', ...others] = names.split(',').map((name) => name.trim());
  return Promise.resolve(
    others.length === 0
      ? { tool: 'player_stats', input: { league, player } }
      : { tool: 'compare_players', input: { league, players: [player, ...others] } },
  );
};
