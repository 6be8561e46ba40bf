import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEntries, type Entries } from '../../lib/cache/entries.ts';
import { cacheKey, createMemoryTier, type Entry, type Query, type Served } from '../../lib/cache/index.ts';
import { entryOf } from '../support/entries.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeSource } from '../support/fake-source.ts';
import { plainBodies } from '../support/plain-bodies.ts';

const clock = createFakeClock();
const source = createFakeSource();

// What 100 characters of text weigh, decoded and remembered.
const HUNDRED_CHARACTERS = 100 * 4 + 512;

const NEAREST: Served = { by: 'tier', tier: 'l1', state: 'fresh' };

let decoded: string[];
beforeEach(() => {
  decoded = [];
});

const query = (name: string): Query<unknown> => ({
  ...source.query(name),
  decode(json) {
    decoded.push(name);
    return json;
  },
});
const entry = (length = 100): Entry => entryOf(clock, JSON.stringify('x'.repeat(length - 2)));
const entriesOf = (maxDecodedBytes: number): Entries =>
  createEntries({ bodies: plainBodies, random: () => 0, maxDecodedBytes, nearest: NEAREST });

describe('a decoded body', () => {
  it('is remembered for its entry', () => {
    const entries = entriesOf(HUNDRED_CHARACTERS);
    const known = entry();
    const first = entries.valueOf(known, query('mahomes'));
    expect(entries.valueOf(known, query('mahomes'))).toBe(first);
    expect(decoded).toEqual(['mahomes']);
  });

  it('weighs what its query says, and four bytes a character otherwise', () => {
    const entries = entriesOf(10_000);
    entries.valueOf(entry(), query('mahomes'));
    expect(entries.decodedBytes).toBe(HUNDRED_CHARACTERS);
    entries.valueOf(entry(), { ...query('directory'), decodedWeight: 9 });
    expect(entries.decodedBytes).toBe(HUNDRED_CHARACTERS + 100 * 9 + 512);
  });

  it('is not given for another entry of the same key', () => {
    const entries = entriesOf(10_000);
    const [old, renewed] = [entry(100), entry(120)];
    entries.valueOf(old, query('mahomes'));
    expect(entries.valueOf(renewed, query('mahomes'))).toHaveLength(118);
    expect(entries.valueOf(old, query('mahomes'))).toHaveLength(98);
  });

  it('is forgotten when there is no room for it, and decoded again', () => {
    const entries = entriesOf(2 * HUNDRED_CHARACTERS);
    const held = ['mahomes', 'allen', 'jackson'].map((name) => ({ known: entry(), of: query(name) }));
    for (const { known, of } of held) entries.valueOf(known, of);
    for (const { known, of } of held) entries.valueOf(known, of);
    expect(decoded.length).toBeGreaterThan(3);
    expect(entries.decodedBytes).toBeLessThanOrEqual(2 * HUNDRED_CHARACTERS);
  });

  it('stays while it is used, however many others are decoded once', () => {
    const entries = entriesOf(10 * HUNDRED_CHARACTERS);
    const directory = { known: entry(), of: query('directory') };
    for (let uses = 0; uses < 3; uses += 1) entries.valueOf(directory.known, directory.of);
    for (let other = 0; other < 1000; other += 1) entries.valueOf(entry(), query(`player:${other}`));
    entries.valueOf(directory.known, directory.of);
    expect(decoded.filter((name) => name === 'directory')).toHaveLength(1);
  });

  it('is decoded every time where it alone is over the bound', () => {
    const entries = entriesOf(HUNDRED_CHARACTERS);
    const large = entry(10_000);
    entries.valueOf(large, query('directory'));
    entries.valueOf(large, query('directory'));
    expect(decoded).toEqual(['directory', 'directory']);
    expect(entries.decodedBytes).toBe(0);
  });

  it('is never one of more bytes than the bound', () => {
    const asked = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 2, max: 3000 }));
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 60 }), (questions) => {
        const entries = entriesOf(8000);
        for (const [name, length] of questions) {
          expect(entries.valueOf(entry(length), query(name))).toHaveLength(length - 2);
          expect(entries.decodedBytes).toBeLessThanOrEqual(8000);
        }
      }),
    );
  });

  it('goes from where memory holds its entry when there is no room for it', () => {
    const known = entry();
    const memory = createMemoryTier({ maxBytes: 10_000, clock });
    memory.set(query('mahomes').key, known);
    const held = memory.getFresh(query('mahomes').key, { log: new Map(), version: 0 }, clock.now());
    const entries = entriesOf(HUNDRED_CHARACTERS);
    const value = entries.valueOf(known, query('mahomes'), held);
    expect(held?.decoded?.value?.value()).toBe(value);
    entries.valueOf(entry(), query('allen'));
    expect(held?.decoded?.value).toBeUndefined();
  });

  it('of an absence is null, and takes no room', () => {
    const entries = entriesOf(10_000);
    expect(
      entries.valueOf(entryOf(clock, '', { body: null }), { ...query('nobody'), key: cacheKey('nobody') }),
    ).toBeNull();
    expect(entries.decodedBytes).toBe(0);
  });
});
