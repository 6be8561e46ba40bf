import type { APIEmbed } from 'discord-api-types/v10';
import type { Card, CompareAnswer } from 'statline/client';

/** `origin` says how old the answer is and where from. */
export const cardEmbed = (card: Card, origin: string): APIEmbed => {
  const { player, team, record, standing, headline, injury, current, last, next, missing } = card;
  const logo = pictureAt(team?.logoDark ?? team?.logo);
  const headshot = pictureAt(player.headshot);
  const games = [
    current && field('Now', listed(versus(current), scoreOf(current.score), current.detail)),
    last && field('Last game', listed(versus(last), last.result, scoreOf(last.score))),
    next && field('Next game', listed(versus(next), whenOf(next), next.broadcast)),
  ];
  return {
    title: player.name,
    description: listed(player.position, player.jersey && `#${player.jersey}`, player.height, player.weight),
    ...(team?.color && { color: Number.parseInt(team.color, 16) }),
    ...(team && { author: { name: listed(team.name, record, standing), ...(logo && { icon_url: logo }) } }),
    ...(headshot && { thumbnail: { url: headshot } }),
    fields: [
      ...(headline ?? []).map(({ label, display }) => field(label, display)),
      ...(injury ? [field('Injury', injury.status)] : []),
      ...games.flatMap((game) => (game ? [{ ...game, inline: false }] : [])),
    ],
    footer: { text: listed(`Season ${card.seasonLabel}`, ...missing.map(whyMissing), origin) },
  };
};

const WHY: Readonly<Record<Exclude<CompareAnswer['players'][number]['status'], 'ok'>, string>> = {
  'not-found': 'no such player',
  ambiguous: 'several players: choose one from the list',
  'no-stats': 'no stats of this season',
  unavailable: 'the provider cannot be asked now',
  pending: 'still loading',
  invalid: 'no name',
};

export const compareEmbed = ({ season, players }: CompareAnswer, origin: string): APIEmbed => ({
  title: `Season ${season}`,
  fields: players.map((compared) => {
    if (compared.status !== 'ok') return field(String(compared.query), WHY[compared.status]);
    const lines = compared.headline.map(({ label, display }) => `${label}: ${display}`);
    return field(compared.player.name, lines.join('\n') || 'no numbers');
  }),
  footer: { text: origin },
});

const field = (name: string, value: string) => ({ name, value, inline: true });

const listed = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' · ');

const versus = ({ home, opponent }: NonNullable<Card['next' | 'last' | 'current']>): string =>
  `${home ? 'vs' : 'at'} ${opponent.name || opponent.abbreviation}`;

const scoreOf = (score: { readonly for: number; readonly against: number } | null): string | null =>
  score && `${score.for}-${score.against}`;

/** Each reader sees it in their own time zone. */
const whenOf = ({ date, timeValid }: NonNullable<Card['next']>): string =>
  `<t:${Date.parse(date) / 1000}:${timeValid ? 'f' : 'D'}>`;

/** Of what could not be had now. What nobody has loaded, a card does without. */
const whyMissing = ({ part, reason }: Card['missing'][number]): string | null =>
  reason === 'not-held' || reason === 'not-offered' ? null : `${part}: ${reason}`;

/** Discord loads pictures itself, from public addresses. */
const pictureAt = (url: string | null | undefined): string | undefined =>
  url?.startsWith('https:') === true ? url : undefined;
