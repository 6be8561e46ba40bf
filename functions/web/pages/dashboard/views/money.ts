import { el, fill, row, table } from '../dom.ts';
import type { Answers } from '../load.ts';
import { moneyOf } from '../money.ts';
import { RANGES } from './headline.ts';

const AMOUNT = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });

export const showMoney = ({ usage, health, view }: Answers): void => {
  const { questions, idle, month, items, formula } = moneyOf(usage, view.hours, health?.tiers.includes('l2') ?? true);
  fill(
    'money',
    el('p', { class: 'big' }, questions),
    el('p', { class: 'note', 'data-told': 'money' }, `for the questions ${RANGES.get(view.hours) ?? ''}: ${formula}.`),
    el(
      'p',
      {},
      'A month like this would be about ',
      month,
      ', of which ',
      idle,
      ' for what goes on while nobody asks: warming and purging on schedule, alarms, a secret, storage.',
    ),
    el(
      'details',
      { class: 'twin' },
      el('summary', {}, 'By item, and what is left out'),
      table({
        caption: 'What the questions used',
        columns: ['Item', 'Used', 'Dollars'],
        rows: items.map(({ label, amount, unit, dollars }) =>
          row(label, el('span', { class: 'n', 'data-told': 'money' }, `${AMOUNT.format(amount)} ${unit}`), dollars),
        ),
      }),
      el(
        'p',
        { class: 'note' },
        'Left out: what is free every month (taken off in the month alone), looking after purges, writes of these counts, traces, following games, data sent to the internet, taxes, and what the provider charges. ',
        el('span', { 'data-told': 'money' }, 'A month is 730 hours like those of the range.'),
      ),
    ),
  );
};
