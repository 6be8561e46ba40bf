import { el, row, table, withStyle, type Child } from '../dom.ts';
import { count, type Figure } from '../figures.ts';
import type { Part, StackedHour } from '../outcomes.ts';
import { colourOf, hatchOf } from '../paint.ts';
import { moment, momentOf } from '../times.ts';

type Counted = Part & { readonly figure: Figure };

/** A bar of its parts, and the key to their colours with their numbers. */
export const split = (parts: readonly Counted[], noun: string): Child => {
  const total = parts.reduce((sum, { figure }) => sum + (figure.value ?? 0), 0);
  const some = parts.filter(({ figure }) => (figure.value ?? 0) > 0);
  return [
    el(
      'div',
      { class: 'split', 'aria-hidden': true },
      ...some
        .map(({ id, figure }) =>
          withStyle(el('i', { class: `fill ${hatchOf(id) ?? ''}` }), '--size', (figure.value ?? 0) / total),
        )
        .map((bar, index) => withStyle(bar, '--colour', colourName(some[index]?.id ?? ''))),
    ),
    el(
      'ul',
      { class: 'legend', 'aria-label': noun },
      ...parts.map(({ id, label, figure }) =>
        el(
          'li',
          (figure.value ?? 0) === 0 ? { class: 'zero' } : {},
          withStyle(el('i', { class: `swatch ${hatchOf(id) ?? ''}`, 'aria-hidden': true }), '--colour', colourName(id)),
          el('span', {}, label),
          figure,
        ),
      ),
    ),
  ];
};

const colourName = (id: string): string => (colourOf(id) === colourOf('other') ? 'var(--c-other)' : `var(--c-${id})`);

/** The same as the chart, hours down and parts across. */
export const hourTable = (
  caption: string,
  parts: readonly Part[],
  hours: readonly StackedHour[],
  now: number,
): HTMLElement =>
  table({
    caption,
    columns: ['Hour, UTC', ...parts.map(({ label }) => label)],
    rows: hours.map(({ hour, figures }) =>
      row(
        el('time', { datetime: hour }, moment(momentOf(hour), now)),
        ...parts.map((_, index) => figures?.[index] ?? count('', null)),
      ),
    ),
  });
