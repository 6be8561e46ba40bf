import uPlot from 'uplot';
import { el, fill } from './dom.ts';
import type { Figure } from './figures.ts';
import type { Part, StackedHour } from './outcomes.ts';
import { colour, fillOf } from './paint.ts';
import { clock, day, moment, momentOf } from './times.ts';

const HOUR_S = 3600;
const HEIGHT = 210;
const WHOLE_STEPS = [1, 2, 5]
  .flatMap((step) => Array.from({ length: 8 }, (_, power) => step * 10 ** power))
  .sort((a, b) => a - b);

/** Hours side by side, each a stack of its parts; the arrow keys go from hour to hour. */
export interface StackChart {
  show(parts: readonly Part[], hours: readonly StackedHour[], now: number): void;
}

interface Shown {
  readonly parts: readonly Part[];
  readonly hours: readonly StackedHour[];
  /** Epoch ms. */
  readonly now: number;
}

const HINT = 'Point at an hour, or use the arrow keys.';

/** `id`: a place of the page; `ID-readout`: where the numbers of one hour are told. */
export const createStackChart = (id: string, root: HTMLElement): StackChart => {
  let chart: uPlot | undefined;
  let shown: Shown = { parts: [], hours: [], now: 0 };
  let at: number | null = null;

  const tell = (index: number | null): void => {
    const hour = index === null ? undefined : shown.hours[index];
    if (hour === undefined) {
      fill(`${id}-readout`, HINT);
      return;
    }
    const from = momentOf(hour.hour);
    const when = el('time', { datetime: hour.hour }, `${moment(from, shown.now)}–${clock(from + HOUR_S * 1000)}`);
    const numbers = shown.parts.flatMap(({ label }, part) => {
      const figure = hour.figures?.[part];
      return (figure?.value ?? 0) > 0 ? [el('span', {}, `${label} `, figure ?? '')] : [];
    });
    fill(`${id}-readout`, when, ...(numbers.length > 0 ? numbers : ['nothing']));
  };

  const moveTo = (index: number): void => {
    if (chart === undefined) return;
    const left = chart.valToPos((chart.data[0][index] ?? 0) + HOUR_S / 2, 'x');
    chart.setCursor({ left, top: HEIGHT / 3 }, false);
    at = index;
    tell(index);
  };

  root.addEventListener('keydown', (event) => {
    const last = shown.hours.length - 1;
    const to = { ArrowLeft: (at ?? last + 1) - 1, ArrowRight: (at ?? -1) + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moveTo(Math.min(last, Math.max(0, to)));
  });
  root.addEventListener('blur', () => {
    at = null;
    chart?.setCursor({ left: -10, top: -10 }, false);
    tell(null);
  });
  new ResizeObserver(() => chart?.setSize({ width: root.clientWidth, height: HEIGHT })).observe(root);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => chart?.redraw());

  return {
    show(parts, hours, now) {
      const isSame =
        chart !== undefined && parts.map((part) => part.id).join() === shown.parts.map((part) => part.id).join();
      shown = { parts, hours, now };
      const data = stacked(parts, hours);
      if (chart !== undefined && isSame) chart.setData(data);
      else {
        chart?.destroy();
        const onCursor = ({ cursor }: uPlot): void => {
          const { left = -1, idx } = cursor;
          tell(left < 0 ? null : (idx ?? null));
        };
        chart = new uPlot(optionsOf(parts, root.clientWidth, onCursor), data, root);
      }
      tell(at);
    },
  };
};

/** The sums from the bottom up, the highest first: each covers the lower part of the one before it. */
const stacked = (parts: readonly Part[], hours: readonly StackedHour[]): uPlot.AlignedData => {
  const xs = hours.map(({ hour }) => momentOf(hour) / 1000);
  const valueOf = (figures: readonly Figure[] | null, part: number): number => figures?.[part]?.value ?? 0;
  const sums = parts.map((_, part) =>
    hours.map(({ figures }) =>
      Array.from({ length: part + 1 }, (_, below) => valueOf(figures, below)).reduce((sum, each) => sum + each, 0),
    ),
  );
  return [xs, ...sums.reverse()];
};

const optionsOf = (parts: readonly Part[], width: number, onCursor: (chart: uPlot) => void): uPlot.Options => {
  const bars = uPlot.paths.bars?.({ size: [0.86, 44], align: 1 });
  const line = { stroke: () => colour('--grid'), width: 1 };
  const font = '12px system-ui, sans-serif';
  return {
    width,
    height: HEIGHT,
    padding: [10, 22, 0, 0],
    legend: { show: false },
    cursor: {
      drag: { x: false, y: false },
      points: { show: false },
      y: false,
      dataIdx: (chart, _, __, value) => hourAt(chart, value),
    },
    hooks: { setCursor: [onCursor] },
    scales: {
      x: { time: false, range: (_, first, last) => [first, last + HOUR_S] },
      y: { range: (_, __, most) => [0, Math.max(4, most * 1.06)] },
    },
    axes: [
      {
        font,
        stroke: () => colour('--soft'),
        grid: { show: false },
        ticks: line,
        size: 34,
        incrs: [1, 2, 3, 6, 12, 24, 48, 72].map((hours) => hours * HOUR_S),
        space: 56,
        values: (_, splits) => splits.map(axisText),
      },
      {
        font,
        stroke: () => colour('--soft'),
        grid: line,
        ticks: { show: false },
        incrs: WHOLE_STEPS,
        size: 52,
        values: (_, splits) => splits.map((value) => COMPACT.format(value)),
      },
    ],
    series: [
      {},
      ...parts.toReversed().map(({ id, label }): uPlot.Series => ({
        label,
        ...(bars && { paths: bars }),
        points: { show: false },
        stroke: () => colour('--panel'),
        width: 1,
        fill: (chart) => fillOf(chart.ctx, id),
      })),
    ],
  };
};

/** The hour that a moment lies in, and not the nearest beginning of one. */
const hourAt = ({ data: [xs] }: uPlot, value: number): number =>
  Math.min(xs.length - 1, Math.max(0, Math.floor((value - (xs[0] ?? 0)) / HOUR_S)));

const COMPACT = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumSignificantDigits: 3 });

/** The time, and the day where one begins. */
const axisText = (seconds: number): string => {
  const at = seconds * 1000;
  return clock(at) === '00:00' ? day(at) : clock(at);
};
