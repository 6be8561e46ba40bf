import { causesByHour, causesOf } from '../causes.ts';
import { el, fill, part, type Child } from '../dom.ts';
import { count } from '../figures.ts';
import type { Answers } from '../load.ts';
import { countedOf, outcomesByHour, outcomesOf, OUTCOMES, type Part, type StackedHour } from '../outcomes.ts';
import { createStackChart, type StackChart } from '../stack-chart.ts';
import { hourTable, split } from './split.ts';

const charts = new Map<string, StackChart>();

interface Course {
  readonly id: string;
  readonly caption: string;
  readonly parts: readonly Part[];
  readonly hours: readonly StackedHour[];
  /** Epoch ms. */
  readonly now: number;
}

/** Hours as a chart and as a table; one hour alone has no course. */
const showCourse = ({ id, caption, parts, hours, now }: Course): void => {
  const isAny = hours.length > 1 && hours.some(({ figures }) => figures !== null);
  part(`${id}-course`).hidden = !isAny;
  if (!isAny) {
    fill(`${id}-table`);
    fill(`${id}-readout`);
    return;
  }
  const chart = charts.get(id) ?? createStackChart(id, part(id));
  charts.set(id, chart);
  chart.show(parts, hours, now);
  fill(`${id}-table`, hourTable(caption, parts, hours, now));
};

export const showOutcomes = ({ usage, events, view: { league } }: Answers): void => {
  fill('outcomes-scope', league === null ? 'All leagues' : league.toUpperCase());
  const counted = countedOf(usage, league);
  const isAsked = counted !== undefined && counted.counts.questions.total > 0;
  fill('outcomes-split', isAsked ? split(outcomesOf(counted), 'Questions by how they were answered') : nobody(league));
  showCourse({
    id: 'outcomes',
    caption: 'Questions by hour',
    parts: OUTCOMES,
    hours: isAsked ? outcomesByHour(usage) : [],
    now: Date.parse(events.now),
  });
};

/** What to do where there is nothing to see. */
const nobody = (league: string | null): HTMLElement =>
  el(
    'div',
    { class: 'empty' },
    el('p', {}, `Nobody has asked ${league === null ? '' : `about the ${league.toUpperCase()} `}in this range.`),
    el('p', { class: 'note' }, 'A question is counted within a minute: ', el('a', { href: '/' }, 'ask one'), '.'),
  );

export const showCalls = ({ usage, events }: Answers): void => {
  const causes = causesOf(usage);
  const isCalled = usage.provider.calls > 0;
  fill(
    'calls-split',
    isCalled
      ? split(causes, 'Provider calls by cause')
      : el('p', { class: 'empty' }, 'The provider was not called in this range.'),
  );
  showCourse({
    id: 'calls',
    caption: 'Provider calls by hour',
    parts: causes,
    hours: isCalled ? causesByHour(usage, causes) : [],
    now: Date.parse(events.now),
  });
  fill('calls-faults', faults(usage));
};

const faults = ({ provider }: Answers['usage']): Child => {
  const { refused, outages, malformed, contradicted } = provider;
  const listed = (name: 'malformed' | 'contradicted', counts: Readonly<Record<string, number>>): Child =>
    Object.entries(counts).flatMap(([documents, amount]) => [
      count(`usage.provider.${name}.${documents}`, amount),
      ` ${documents} ${name === 'malformed' ? 'could not be read' : 'could not be true'}; `,
    ]);
  return el(
    'p',
    { class: 'note' },
    count('usage.provider.calls', provider.calls),
    ' calls in all. Refused by the budget: ',
    count('usage.provider.refused', refused),
    '. Outages begun and ended: ',
    count('usage.provider.outages.begun', outages.begun),
    ' and ',
    count('usage.provider.outages.ended', outages.ended),
    '. ',
    listed('malformed', malformed),
    listed('contradicted', contradicted),
  );
};
