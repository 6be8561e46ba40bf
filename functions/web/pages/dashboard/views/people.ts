import type { AskedPlayer } from '../../../../../lib/http/answers/index.ts';
import { el, fill, row, table, withStyle, type Child } from '../dom.ts';
import { count, type Figure } from '../figures.ts';
import type { Answers } from '../load.ts';

const FIRST_CALLERS = 8;

/** A bar beside a number, for the eye: the number says it. */
const bar = (value: number, most: number): HTMLElement =>
  withStyle(el('span', { class: 'bar-of', 'aria-hidden': true }), '--size', most === 0 ? 0 : value / most);

export const showCallers = ({ usage: { callers } }: Answers): void => {
  const { busiest, others } = callers;
  const rows = busiest.map((caller, index) => ({
    ...caller,
    name: caller.name ?? 'everybody (no key is needed)',
    path: `usage.callers.busiest.${index}`,
  }));
  if (rows.length === 0 && others.questions === 0) {
    fill('callers', el('p', { class: 'empty' }, 'Nobody has asked in this range.'));
    return;
  }
  const most = Math.max(...rows.map(({ questions }) => questions), others.questions);
  const rest = others.questions > 0 ? [{ ...others, name: 'all others', path: 'usage.callers.others' }] : [];
  const rowOf = ({
    name,
    questions,
    failed,
    calls,
    path,
  }: (typeof rows)[number] | (typeof rest)[number]): HTMLTableRowElement =>
    row(
      el('span', { class: 'named' }, name, bar(questions, most)),
      count(`${path}.questions`, questions),
      count(`${path}.failed`, failed),
      count(`${path}.calls`, calls),
    );
  const tableOf = (caption: string, some: readonly (typeof rows)[number][], last: typeof rest): HTMLElement =>
    table({
      caption,
      columns: ['Caller', 'Questions', 'Failed', 'Provider calls'],
      rows: [...some, ...last].map(rowOf),
    });
  const more = rows.slice(FIRST_CALLERS);
  fill(
    'callers',
    tableOf('Callers', rows.slice(0, FIRST_CALLERS), rest),
    more.length > 0 &&
      el('details', { class: 'twin' }, el('summary', {}, 'More callers'), tableOf('More callers', more, [])),
  );
};

export const showPopular = ({ popular: { leagues } }: Answers): void => {
  const asked = Object.entries(leagues);
  fill(
    'popular',
    ...(asked.length === 0
      ? [el('p', { class: 'empty' }, 'No player has been asked about in this range.')]
      : asked.map(([league, players]) => leagueTable(league, players))),
  );
};

const leagueTable = (league: string, players: readonly AskedPlayer[]): HTMLElement => {
  const most = Math.max(...players.map(({ questions }) => questions));
  const name = league.toUpperCase();
  return el(
    'section',
    { 'aria-label': name },
    el('h3', {}, name),
    table({
      caption: `${name}: players asked about most`,
      columns: ['Player', 'Questions'],
      rows: players.map((player, index) =>
        row(
          el(
            'span',
            { class: 'named' },
            player.name ?? el('span', { 'data-told': 'id' }, `id ${player.id}`),
            about(player),
            bar(player.questions, most),
          ),
          questionsOf(league, index, player),
        ),
      ),
    }),
  );
};

const about = ({ team, position }: AskedPlayer): Child => {
  const words = [team?.abbreviation, position].filter((word) => word != null).join(' ');
  return words === '' ? null : el('small', {}, words);
};

const questionsOf = (league: string, index: number, { questions }: AskedPlayer): Figure =>
  count(`popular.leagues.${league}.${index}.questions`, questions);
