import { pathOf } from '../../lib/client/path.ts';
import { defineCommand, OUTPUT_ARGS, TARGET_ARGS } from '../command.ts';
import { tellAnswer } from '../session/answer.ts';
import { openTarget } from '../session/open.ts';

export const card = defineCommand({
  name: 'statline card',
  about: 'Shows a player as a bot does: numbers, last game, next game, injury',
  args: {
    league: { type: 'positional', required: true, description: 'nfl, nba, mlb, nhl, wnba, cfb, mbb or wbb' },
    player: { type: 'positional', required: true, description: 'An id, a slug or a name' },
    season: { type: 'string', valueHint: 'year', description: 'A year, current, or a label such as 2024-25' },
    type: { type: 'string', valueHint: 'regular|postseason', description: 'The part of the season' },
    team: { type: 'string', valueHint: 'team', description: 'Tells players of one name apart; any spelling' },
    position: { type: 'string', valueHint: 'position', description: 'The same, by QB, pitcher, LW/RW' },
    ...TARGET_ARGS,
    ...OUTPUT_ARGS,
  },
  notes: [
    'EXAMPLES',
    '',
    '  statline card nfl mahomes',
    '  statline card nfl "josh allen" --team BUF',
    '  statline card nba "luka dončić" --season 2024-25 --json',
  ],
  async run({ league, player, season, type, team, position, json = false, ...target }, session) {
    const api = await openTarget(target, session);
    const path = pathOf([league, 'players', player, 'card'], { season, type, team, position });
    const exchange = await api.get(path);
    return tellAnswer(exchange, { asked: `${league} card of ${player}`, route: 'card', json }, session);
  },
});
