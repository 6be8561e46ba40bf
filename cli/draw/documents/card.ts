import type { Answers } from '../../../lib/http/answers/index.ts';
import type { CardGame, CardScore } from '../../../lib/sports/model/index.ts';
import type { Block } from '../blocks.ts';
import { gameTime, headlineText, listText, moment, seasonOf } from './parts.ts';

/** What a bot shows of a player, as text. */
export const card = (of: Answers['card']): readonly Block[] => {
  const { player, team, injury, last, current, next } = of;
  const about = listText([
    player.position,
    player.jersey === null ? null : `#${player.jersey}`,
    team === null ? 'no team' : `${team.name} (${team.abbreviation})`,
  ]);
  const body = listText([
    player.height,
    player.weight,
    player.age === null ? null : `${player.age} years`,
    player.college,
    player.experience === null ? null : `${player.experience} seasons`,
  ]);
  return [
    {
      kind: 'box',
      title: `${player.name} · ${of.league.toUpperCase()} ${seasonOf(of.seasonLabel, of.seasonType)}`,
      blocks: [
        { kind: 'line', text: about },
        { kind: 'line', text: listText([of.record, of.standing, player.status]) },
        {
          kind: 'fields',
          fields: [
            ['stats', of.headline === null ? null : headlineText(of.headline) || 'none'],
            ['injury', injury === null ? null : listText([injury.status, injury.since?.slice(0, 10)])],
            ['now', current === null ? null : listText([score(current.score), against(current), current.detail])],
            [
              'last',
              last === null
                ? null
                : listText([
                    [last.result, score(last.score), against(last)].filter(Boolean).join(' '),
                    moment(last.date),
                    last.stats === null ? null : headlineText(last.stats),
                  ]),
            ],
            ['next', next === null ? null : listText([against(next), gameTime(next), next.venue, next.broadcast])],
            ['is', body || null],
            ['missing', of.missing.map(({ part, reason }) => `${part} (${reason})`).join(', ') || null],
          ],
        },
      ],
    },
  ];
};

const against = ({ home, opponent }: CardGame): string => `${home ? 'vs' : 'at'} ${opponent.abbreviation}`;

const score = (points: CardScore | null): string | null => (points === null ? null : `${points.for}-${points.against}`);
