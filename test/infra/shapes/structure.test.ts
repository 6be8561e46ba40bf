import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { structureOf } from '../../../infra/shapes/structure.ts';

describe('the structure of a schema', () => {
  it('is the names and types of its members, in one order', () => {
    const player = v.strictObject({
      name: v.string(),
      id: v.string(),
      age: v.nullable(v.number()),
      bats: v.exactOptional(v.nullable(v.picklist(['right', 'left']))),
      teams: v.array(v.object({ id: v.string() })),
      stats: v.record(v.string(), v.nullable(v.number())),
      row: v.tupleWithRest([v.string(), v.picklist([0, 1])], v.string()),
      version: v.literal(1),
    });
    expect(structureOf(player)).toEqual({
      object: {
        age: { anyOf: ['null', 'number'] },
        'bats?': { anyOf: ['null', { values: ['left', 'right'] }] },
        id: 'string',
        name: 'string',
        row: { tuple: ['string', { values: [0, 1] }], rest: 'string' },
        stats: { record: { anyOf: ['null', 'number'] }, keys: 'string' },
        teams: { array: { object: { id: 'string' } } },
        version: { values: [1] },
      },
    });
    expect(Object.keys((structureOf(player) as { object: object }).object)).toEqual([
      'age',
      'bats?',
      'id',
      'name',
      'row',
      'stats',
      'teams',
      'version',
    ]);
  });

  it('has nothing of descriptions, examples, messages and checks', () => {
    const plain = v.object({ id: v.string(), week: v.number(), games: v.array(v.string()) });
    const described = v.pipe(
      v.object({
        id: v.pipe(v.string('Not an id'), v.regex(/^\d+$/), v.description('Of a player'), v.brand('PlayerId')),
        week: v.pipe(v.number(), v.integer(), v.minValue(1), v.metadata({ examples: [3] })),
        games: v.pipe(v.array(v.pipe(v.string(), v.isoTimestamp())), v.maxLength(20), v.readonly()),
      }),
      v.title('A player'),
    );
    expect(structureOf(described)).toEqual(structureOf(plain));
  });

  it('has the name of a list that grows, and not the list', () => {
    const league = v.picklist(['nfl', 'nba']);
    const roster = v.object({ league: v.pipe(league, v.description('Whose')), of: v.exactOptional(v.array(league)) });
    expect(structureOf(roster, new Map([[league, 'league']]))).toEqual({
      object: { league: { named: 'league' }, 'of?': { array: { named: 'league' } } },
    });
  });

  it('finds what is optional behind a description', () => {
    const hand = v.exactOptional(v.nullable(v.picklist(['left', 'right'])));
    expect(structureOf(v.object({ bats: v.pipe(hand, v.description('In baseball')) }))).toEqual({
      object: { 'bats?': { anyOf: ['null', { values: ['left', 'right'] }] } },
    });
  });

  it('does not depend on the order in which choices are written', () => {
    const [a, b, c] = [v.literal('a'), v.object({ id: v.string() }), v.null()];
    expect(structureOf(v.union([a, b, c]))).toEqual(structureOf(v.nullable(v.union([b, v.picklist(['a'])]))));
    expect(structureOf(v.union([v.picklist(['b', 'a']), v.literal('c')]))).toEqual({ values: ['a', 'b', 'c'] });
  });

  it.each([
    ['what is read as something else', v.object({ at: v.pipe(v.string(), v.transform(Number)) }), /^at is changed/],
    ['what may be anything', v.object({ teams: v.array(v.unknown()) }), /^teams\[\] has no structure/],
    ['what no JSON has', v.object({ since: v.date() }), /^since has no structure/],
    ['a member that is not there', v.object({ a: v.undefined() }), /^a has no structure/],
  ])('is refused to %s, which is named', (_, schema, message) => {
    expect(() => structureOf(schema)).toThrow(message);
  });
});
