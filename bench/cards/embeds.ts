import type { Player, Roster, TeamPage, Card, CardGap } from '../../lib/sports/model/index.ts';
import type { Embed } from './page.ts';

// As a bot would write it: nothing but the answers, and no second question.

const WHEN = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const DAY = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', month: 'short', day: 'numeric' });

const listed = (parts: readonly (string | number | null | undefined)[], between = ' · '): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(between);

export const cardEmbed = (command: string, card: Card): Embed => {
  const { player, team, record, standing, headline, injury, last, current, next, missing } = card;
  const number = player.jersey === null ? null : `#${player.jersey}`;
  const hands = [player.bats && `bats ${player.bats}`, player.throws && `throws ${player.throws}`];
  const shoots = player.shoots && `shoots ${player.shoots}`;
  const body = listed([player.height, player.weight, player.age === null ? null : `${player.age} years`], ', ');
  return {
    command,
    color: team?.color ?? null,
    ...(team !== null && {
      author: {
        name: listed([team.name, record, standing]),
        icon: team.logoDark ?? team.logo,
      },
    }),
    title: player.name,
    description: listed([player.position, number, body, ...hands, shoots, player.college]),
    thumbnail: player.headshot,
    fields: [
      ...(headline ?? []).map(({ label, display }) => ({ name: label, value: display })),
      ...(injury === null ? [] : [{ name: 'Injury', value: injury.status, isWide: true }]),
      ...(current === null
        ? []
        : [
            {
              name: 'Now',
              value: listed([`${versus(current)} ${scoreOf(current.score)}`, current.detail, current.broadcast]),
              isWide: true,
            },
          ]),
      ...(last === null
        ? []
        : [
            {
              name: 'Last game',
              value: listed([
                `${DAY.format(new Date(last.date))} ${versus(last)}`,
                `${last.result ?? ''} ${scoreOf(last.score)}`.trim(),
                last.stats?.map(({ label, display }) => `${display} ${label}`).join(', '),
              ]),
              isWide: true,
            },
          ]),
      ...(next === null
        ? []
        : [
            {
              name: 'Next game',
              value: listed([
                `${next.timeValid ? WHEN.format(new Date(next.date)) : DAY.format(new Date(next.date))} ${versus(next)}`,
                next.venue,
                next.broadcast,
              ]),
              isWide: true,
            },
          ]),
    ],
    footer: listed([`Season ${card.seasonLabel}`, missing.length === 0 ? null : `Missing: ${missingIn(missing)}`]),
  };
};

const versus = ({
  home,
  opponent,
}: {
  readonly home: boolean;
  readonly opponent: { readonly name: string; readonly abbreviation: string };
}): string => `${home ? 'vs' : 'at'} ${opponent.name === '' ? opponent.abbreviation : opponent.name}`;

const scoreOf = (score: { readonly for: number; readonly against: number } | null): string =>
  score === null ? '' : `${score.for}-${score.against}`;

const missingIn = (missing: readonly (CardGap & { readonly part: string })[]): string => {
  const byReason = Map.groupBy(missing, ({ reason }) => reason);
  return [...byReason].map(([reason, parts]) => `${parts.map(({ part }) => part).join(', ')} (${reason})`).join(', ');
};

export interface ComparisonAnswer {
  readonly season: number;
  readonly players: readonly {
    readonly player?: { readonly id: string; readonly name: string; readonly position: string | null };
    readonly teams?: readonly { readonly abbreviation: string }[];
    readonly headline?: readonly { readonly label: string; readonly display: string }[];
  }[];
}

export const compareEmbed = (command: string, { season, players }: ComparisonAnswer): Embed => ({
  command,
  color: '5865f2',
  title: listed(
    players.map(({ player }) => player?.name),
    ' and ',
  ),
  fields: players.map(({ player, teams = [], headline = [] }) => ({
    name: listed([player?.name, player?.position, teams.at(-1)?.abbreviation]),
    value: headline.map(({ label, display }) => `${label}: ${display}`).join('\n'),
  })),
  footer: `Season ${season}`,
});

const MAX_LISTED = 8;

export const rosterEmbed = (command: string, { team, season, players }: Roster): Embed => {
  const groups = [...Map.groupBy(players, ({ position }) => position ?? '?')].slice(0, 9);
  const line = ({ jersey, name, injury }: Player): string =>
    `${jersey === null ? '' : `#${jersey} `}${name}${injury === null ? '' : ` (${injury.status})`}`;
  return {
    command,
    color: team.color,
    author: { name: team.name, icon: team.logoDark ?? team.logo },
    title: `Roster of the ${team.name}`,
    fields: groups.map(([name, members]) => ({
      name,
      value: listed(
        [
          ...members.slice(0, MAX_LISTED).map(line),
          members.length > MAX_LISTED ? `and ${members.length - MAX_LISTED} more` : null,
        ],
        '\n',
      ),
    })),
    footer: `Season ${season} · ${players.length} players`,
  };
};

export const nextEmbed = (command: string, { team, record, standing, next, current }: TeamPage): Embed => {
  const game = current ?? next;
  const [home, away] = [true, false].map((side) => game?.teams.find((each) => each.home === side));
  return {
    command,
    color: team.color,
    author: { name: listed([team.name, record?.summary, standing?.summary]), icon: team.logoDark ?? team.logo },
    title: game === null ? 'No game is announced' : `${away?.abbreviation ?? '?'} at ${home?.abbreviation ?? '?'}`,
    thumbnail: team.logo,
    fields:
      game === null
        ? []
        : [
            { name: 'When', value: current === null ? WHEN.format(new Date(game.date)) : (game.detail ?? 'Now') },
            {
              name: 'Where',
              value: game.venue === null ? 'not known' : listed([game.venue.name, game.venue.city], ', '),
            },
            { name: 'On', value: game.broadcast ?? 'not known' },
            ...(current === null ? [] : [{ name: 'Score', value: `${away?.score ?? ''} - ${home?.score ?? ''}` }]),
          ],
    footer: record === null ? 'The record is not known now' : `Record of ${DAY.format(new Date(record.asOf))}`,
  };
};

export interface LeadersAnswer {
  readonly label: string;
  readonly stat: string;
  readonly season: number;
  readonly asOf: string;
  readonly leaders: readonly {
    readonly rank: number;
    readonly player: { readonly name: string; readonly position: string | null };
    readonly team: { readonly abbreviation: string } | null;
    readonly display: string;
  }[];
}

export const leadersEmbed = (command: string, { label, stat, season, asOf, leaders }: LeadersAnswer): Embed => ({
  command,
  color: 'fee75c',
  title: `Leaders: ${stat.split('.')[0] ?? ''} ${label}`,
  fields: [
    {
      name: `Season ${season}`,
      value: leaders
        .map(
          ({ rank, player, team, display }) =>
            `${rank}. ${listed([player.name, player.position, team?.abbreviation])}: ${display}`,
        )
        .join('\n'),
      isWide: true,
    },
  ],
  footer: `As of ${DAY.format(new Date(asOf))}`,
});
