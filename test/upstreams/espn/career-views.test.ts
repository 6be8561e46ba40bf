import { describe, expect, it } from 'vitest';
import type { LeagueId, PlayerId, SeasonType } from '../../../lib/sports/model/index.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { anyCall } from '../../support/fake-espn.ts';
import { sendTo } from '../../support/fake-send.ts';

const CLUB = { id: '19', abbreviation: 'ONE', displayName: 'Club One' };

/** A document of one view: each of its categories has one row, whose only value is the category's own name. */
const documentOf = (view: string, options: readonly string[], more: object = {}) => ({
  filters: [
    { name: 'league', value: 'mlb', options: [{ value: 'mlb' }] },
    { name: 'seasontype', value: '2', options: [{ value: '2' }, { value: '3' }] },
    { name: 'category', value: view, options: options.map((value) => ({ value })) },
  ],
  teams: { 'club-one': CLUB },
  categories: [categoryOf(`career-${view}`)],
  ...more,
});
const categoryOf = (name: string) => ({
  name,
  names: ['what'],
  statistics: [{ teamId: '19', season: { year: 2025 }, position: 'DH', stats: [name] }],
  totals: [name],
});
const ofType = (type: string, ...options: readonly string[]) => ({
  name: 'seasontype',
  value: type,
  options: options.map((value) => ({ value })),
});

type Body = object | { readonly status: number; readonly body: object } | Error;

interface Provider {
  readonly league?: LeagueId;
  readonly type?: SeasonType;
  readonly admit?: () => Promise<void>;
  /** By view; '' is the document without a view in the question. */
  readonly bodies: Readonly<Record<string, Body>>;
}

/** The career that the adapter makes of the bodies, and the views it asked for. */
const load = async ({ league = 'mlb', type = 'regular', bodies, admit }: Provider) => {
  const asked: string[] = [];
  const espn = createEspnUpstream({
    siteUrl: 'http://site',
    webUrl: 'http://web',
    coreUrl: 'http://core',
    partnersUrl: 'http://partners',
    userAgent: 'Statline/1.0',
    ...(admit && { admit }),
    send: sendTo((url) => {
      const view = url.searchParams.get('category') ?? '';
      asked.push(view);
      const body = bodies[view] ?? new Error(`nobody expected ${view}`);
      if (body instanceof Error) return Promise.reject(body);
      const { status = 200, body: json = body } = body as { readonly status?: number; readonly body?: object };
      return Response.json(json, { status });
    }),
  });
  const table = await espn.career(league, '39832' as PlayerId, type, anyCall);
  const values = table?.categories.map(({ name, rows }) => [name, rows.map((row) => row.values[0])] as const);
  return { table, values: values && Object.fromEntries(values), asked };
};

const ALL = ['batting', 'pitching', 'fielding'];

describe('a career whose first document lists views', () => {
  it('has the categories of every view, at one call each', async () => {
    const { table, values, asked } = await load({
      bodies: {
        '': documentOf('batting', ALL),
        pitching: documentOf('pitching', ALL),
        fielding: documentOf('fielding', ALL),
      },
    });
    expect(values).toEqual({
      batting: ['career-batting'],
      pitching: ['career-pitching'],
      fielding: ['career-fielding'],
    });
    expect(table).not.toHaveProperty('missing');
    expect(table?.teams).toHaveLength(1);
    expect(asked).toEqual(['', 'pitching', 'fielding']);
  });

  it('costs no call for a view that the player does not have', async () => {
    const { values, asked } = await load({
      bodies: {
        '': documentOf('pitching', ['pitching', 'fielding']),
        fielding: documentOf('fielding', ['pitching', 'fielding']),
      },
    });
    expect(Object.keys(values ?? {})).toEqual(['pitching', 'fielding']);
    expect(asked).toEqual(['', 'fielding']);
    expect((await load({ bodies: { '': documentOf('batting', ['batting']) } })).asked).toEqual(['']);
  });

  it('costs no call for a view that is in the document already', async () => {
    const categories = ALL.map((view) => categoryOf(`career-${view}`));
    const { values, asked } = await load({ bodies: { '': documentOf('batting', ALL, { categories }) } });
    expect(Object.keys(values ?? {})).toEqual(ALL);
    expect(asked).toEqual(['']);
  });

  it('goes by the list of views, whatever the sport', async () => {
    const body = (view: string, categories: readonly object[]) => ({
      ...documentOf(view, ['skaters', 'goalies'], { categories }),
      filters: [{ name: 'category', value: view, options: [{ value: 'skaters' }, { value: 'goalies' }] }],
    });
    const { values, asked } = await load({
      league: 'nhl',
      bodies: { '': body('skaters', [categoryOf('center')]), goalies: body('goalies', [categoryOf('goalie')]) },
    });
    expect(Object.keys(values ?? {})).toEqual(['skating', 'goaltending']);
    expect(asked).toEqual(['', 'goalies']);
  });

  it('asks for its further views side by side, and counts each in the budget', async () => {
    let admitted = 0;
    const waiting: (() => void)[] = [];
    const loading = load({
      admit: () => {
        admitted += 1;
        if (admitted === 1) return Promise.resolve();
        return new Promise((resolve) => waiting.push(resolve));
      },
      bodies: {
        '': documentOf('batting', ALL),
        pitching: documentOf('pitching', ALL),
        fielding: documentOf('fielding', ALL),
      },
    });
    await expect.poll(() => waiting.length).toBe(2);
    for (const resume of waiting) resume();
    expect((await loading).asked).toHaveLength(3);
    expect(admitted).toBe(3);
  });

  it.each([
    ['a fault', { status: 500, body: {} }, 'failed'],
    ['a refusal', { status: 403, body: {} }, 'blocked'],
    ['a bare 404', { status: 404, body: { code: 404 } }, 'failed'],
    ['no answer', new Error('reset'), 'unreachable'],
    ['a document without categories', { teams: {} }, 'malformed'],
    ['another view than asked for', documentOf('batting', ALL), 'malformed'],
  ])('keeps the others where a view is answered with %s, and names it', async (_what, fielding, code) => {
    const { table, values } = await load({
      bodies: { '': documentOf('batting', ALL), pitching: documentOf('pitching', ALL), fielding },
    });
    expect(Object.keys(values ?? {})).toEqual(['batting', 'pitching']);
    expect(table?.missing).toMatchObject([{ name: 'fielding', error: { code } }]);
  });

  it('does without a view of which the provider says that it is empty', async () => {
    const { table, values } = await load({
      bodies: {
        '': documentOf('batting', ['batting', 'fielding']),
        fielding: { status: 404, body: { message: 'No stats found.' } },
      },
    });
    expect(Object.keys(values ?? {})).toEqual(['batting']);
    expect(table).not.toHaveProperty('missing');
  });

  it('fails where the first document does: only that one says which views there are', async () => {
    await expect(load({ bodies: { '': { status: 500, body: {} } } })).rejects.toMatchObject({ code: 'failed' });
  });
});

describe('a postseason whose first document lists views', () => {
  const postseason = (view: string, type = ofType('3', '2', '3'), name = `postseason-${view}`) => ({
    ...documentOf(view, ALL, { categories: [categoryOf(`career-${view}`), categoryOf(name)] }),
    filters: [type, { name: 'category', value: view, options: ALL.map((value) => ({ value })) }],
  });

  it('has every view, each without its regular seasons', async () => {
    const { values } = await load({
      type: 'postseason',
      bodies: { '': postseason('batting'), pitching: postseason('pitching'), fielding: postseason('fielding') },
    });
    expect(values).toEqual({
      batting: ['postseason-batting'],
      pitching: ['postseason-pitching'],
      fielding: ['postseason-fielding'],
    });
  });

  it('is not lost where the first view alone has none', async () => {
    const none = { ...documentOf('batting', ALL), filters: [ofType('2', '2'), documentOf('batting', ALL).filters[2]] };
    const { values } = await load({
      type: 'postseason',
      bodies: { '': none, pitching: postseason('pitching'), fielding: { ...none, filters: [ofType('2', '2')] } },
    });
    expect(values).toEqual({ pitching: ['postseason-pitching'] });
  });

  it('is absent where no view has a line, and unknown where one could not be had', async () => {
    const none = { ...documentOf('batting', ['batting', 'fielding']), filters: [ofType('2', '2')] };
    const first = { ...none, filters: [ofType('2', '2'), documentOf('batting', ['batting', 'fielding']).filters[2]] };
    expect((await load({ type: 'postseason', bodies: { '': first, fielding: none } })).table).toBeNull();
    const { table } = await load({ type: 'postseason', bodies: { '': first, fielding: { status: 500, body: {} } } });
    expect(table).toMatchObject({ categories: [], missing: [{ name: 'fielding' }] });
  });
});

describe('a document of another league', () => {
  it('is no career in this one', async () => {
    const league = { name: 'league', value: 'college-football', options: [{ value: 'college-football' }] };
    const { table } = await load({
      league: 'nfl',
      bodies: { '': { categories: [categoryOf('passing')], filters: [league] } },
    });
    expect(table).toBeNull();
  });
});
