import { el, fill, row, table, withStyle, type Child } from '../dom.ts';
import { bytes, count } from '../figures.ts';
import { healthLines, tierRows } from '../health.ts';
import { latencyRows, onScale, SCALE_MS } from '../latency.ts';
import type { Answers } from '../load.ts';
import { clock } from '../times.ts';
import { TIER_NAMES } from '../verdict.ts';

export const showLatency = ({ usage }: Answers): void => {
  const rows = latencyRows(usage);
  const reach = (at: (typeof rows)[number]['reach']): Child => {
    const track = el('span', { class: 'reach', 'aria-hidden': true });
    if (at === null) return track;
    track.append(withStyle(withStyle(el('i'), '--from', at.from), '--to', at.to));
    return track;
  };
  const scale = el(
    'div',
    { class: 'scale', 'aria-hidden': true },
    ...SCALE_MS.map((mark) =>
      withStyle(
        el('span', { 'data-told': 'scale' }, mark < 1000 ? `${mark} ms` : `${mark / 1000} s`),
        '--at',
        onScale(mark),
      ),
    ),
  );
  fill(
    'latency',
    table({
      caption: 'Latency by where answers came from',
      columns: ['From', 'Questions', 'p50', 'p99'],
      rows: rows.map(({ label, questions, p50, p99, reach: at }) =>
        row(el('span', { class: 'named' }, label, reach(at)), questions, p50, p99),
      ),
    }),
    scale,
  );
  const [first] = rows;
  fill(
    'latency-table',
    table({
      caption: 'Questions by how long they took',
      columns: ['Took at most', ...rows.map(({ label }) => label)],
      rows: (first?.buckets ?? []).map(({ atMost }, index) =>
        row(atMost, ...rows.map(({ buckets }) => buckets[index]?.questions ?? '')),
      ),
    }),
    el('p', { class: 'note' }, 'What took longer than the last is counted in it.'),
  );
};

export const showHealth = ({ admin, usage, health }: Answers): void => {
  const tiers = health?.tiers.map((tier) => TIER_NAMES.get(tier) ?? tier).join(', ');
  if (admin === undefined) {
    const isReader = usage.caller.role !== 'admin';
    fill('health-scope', isReader ? 'Not shown to readers' : 'It did not come');
    fill(
      'health',
      el(
        'p',
        {},
        isReader
          ? "Your key is a reader's. It does not see round trips and breakers of tiers, the last runs of warming and purging, nor the state of the provider: those need an admin's key."
          : 'The health of the tiers could not be read; the rest of this page is not affected.',
      ),
      tiers === undefined
        ? null
        : el(
            'p',
            { class: 'note' },
            `This deployment has these tiers: ${tiers}. Provider: ${health?.upstream.label ?? ''}.`,
          ),
    );
    return;
  }
  const readAt = Date.parse(admin.readAt);
  fill(
    'health-scope',
    'Found out at ',
    el('time', { datetime: admin.readAt }, clock(readAt)),
    ` · version `,
    el('span', { 'data-told': 'version' }, admin.version),
  );
  fill(
    'health',
    table({
      caption: 'Shared tiers',
      columns: ['Tier', 'State', 'Breaker', 'Round trip', 'Waits at most', 'Scopes in purge logs'],
      texts: [1, 2],
      rows: tierRows(admin).map(({ name, level, state, roundTrip, limit, breaker, purged }) =>
        row(
          name,
          el('span', { class: `state ${level}` }, state),
          el('span', { 'data-told': 'breaker' }, breaker),
          roundTrip,
          limit,
          purged,
        ),
      ),
    }),
    el(
      'dl',
      { class: 'lines' },
      ...healthLines(admin).map(({ label, level, text }) =>
        el(
          'div',
          {},
          el('dt', {}, label),
          el('dd', {}, el('span', { class: `state ${level}`, 'data-told': 'health' }, text)),
        ),
      ),
    ),
  );
};

export const showFleet = ({ usage: { environments, memory } }: Answers): void => {
  const functions = [...new Set([...Object.keys(environments.most), ...Object.keys(environments.coldStarts)])].sort();
  const { here } = memory;
  fill(
    'fleet',
    functions.length === 0
      ? el('p', { class: 'empty' }, 'No environment has counted anything in this range.')
      : table({
          caption: 'Environments by function',
          columns: ['Function', 'At once, at most', 'Cold starts'],
          rows: functions.map((name) =>
            row(
              name,
              count(`usage.environments.most.${name}`, environments.most[name]),
              count(`usage.environments.coldStarts.${name}`, environments.coldStarts[name] ?? 0),
            ),
          ),
        }),
    el(
      'p',
      { class: 'note' },
      'The environment that answers holds ',
      count('usage.memory.here.entries', here.entries),
      ' entries: ',
      bytes('usage.memory.here.bytes', here.bytes),
      ' of ',
      bytes('usage.memory.here.maxBytes', here.maxBytes),
      '. On average ',
      bytes('usage.memory.meanBytes', memory.meanBytes),
      '; entries that made room for others: ',
      count('usage.memory.evictions', memory.evictions),
      '.',
    ),
  );
};
