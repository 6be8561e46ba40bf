import { describe, expect, it } from 'vitest';
import * as figures from '../../../../functions/web/pages/dashboard/figures.ts';
import * as times from '../../../../functions/web/pages/dashboard/times.ts';

const { textOf, plainText, count, signed, share, ms, bytes, dollars } = figures;

/** Without the spaces that do not break. */
const said = (figure: figures.Figure): string => textOf(figure).replaceAll('\u202f', ' ');

describe('a number', () => {
  it('is written with its thousands apart, and as a dash where there is none', () => {
    expect([0, 999, 1000, 1_234_567].map((value) => said(count('', value)))).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
    ]);
    expect(said(count('', null))).toBe('–');
    expect(said(count('', undefined))).toBe('–');
  });

  it('that is less than nothing has a minus, and not a hyphen', () => {
    expect([-1234, 0, 1234].map((value) => said(signed('', value)))).toEqual(['−1,234', '0', '1,234']);
  });

  it('of a share is never rounded up to all, nor down to nothing', () => {
    const shares = [0, 0.0001, 0.01, 0.29, 0.9712, 0.996, 0.99999, 1];
    expect(shares.map((value) => said(share('', value)))).toEqual([
      '0 %',
      '< 1 %',
      '1 %',
      '29 %',
      '97 %',
      '99.6 %',
      '99.9 %',
      '100 %',
    ]);
  });

  it('of time, of bytes and of money is in the unit that it is read in', () => {
    expect([0, 4, 999, 1000, 1870, 30_000].map((value) => said(ms('', value)))).toEqual([
      '0 ms',
      '4 ms',
      '999 ms',
      '1 s',
      '1.87 s',
      '30 s',
    ]);
    expect([0, 999, 1000, 98_300, 67_108_864].map((value) => said(bytes('', value)))).toEqual([
      '0 B',
      '999 B',
      '1 KB',
      '98.3 KB',
      '67.1 MB',
    ]);
    expect([0, 0.00001, 0.0026, 0.5, 4.9, 1234.5].map((value) => said(dollars('', value)))).toEqual([
      '$0',
      '< $0.0001',
      '$0.0026',
      '$0.5',
      '$4.90',
      '$1,234.50',
    ]);
  });

  it('stands among words', () => {
    expect(plainText(['saved ', count('', 1200), ' calls'])).toBe('saved 1,200 calls');
  });
});

describe('a time', () => {
  const NOW = Date.parse('2026-11-22T20:30:00Z');
  const at = (text: string): number => times.momentOf(text);

  it('is the hour of today, and the day of another one', () => {
    expect(times.moment(at('2026-11-22T19'), NOW)).toBe('19:00');
    expect(times.moment(at('2026-11-21T07:05:00.000Z'), NOW)).toBe('21 Nov, 07:05');
    expect(times.moment(at('2027-02-08T20:00:00.000Z'), NOW)).toBe('8 Feb 2027, 20:00');
  });

  it('to come is said as one says it', () => {
    const moments = ['2026-11-22T22', '2026-11-23T01', '2026-11-26T12', '2026-12-04T12'];
    expect(moments.map((moment) => times.upcoming(at(moment), NOW))).toEqual([
      'today at 22:00',
      'tomorrow at 01:00',
      'on Thursday',
      'on 4 Dec',
    ]);
  });

  it('that passes is told in its largest unit', () => {
    const spans = [4000, 60_000, 3 * 3_600_000, 49 * 3_600_000];
    expect(spans.map(times.span)).toEqual(['4 seconds', '1 minute', '3 hours', '2 days']);
  });

  it('of a range is every hour of it', () => {
    expect(times.hoursBetween('2026-11-22T23', '2026-11-23T01')).toEqual([
      '2026-11-22T23',
      '2026-11-23T00',
      '2026-11-23T01',
    ]);
  });
});
