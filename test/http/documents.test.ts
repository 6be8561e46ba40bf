import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CONTRACT_ROUTES } from '../../infra/contract/routes.ts';
import type { ProblemCode } from '../../lib/http/answers/index.ts';
import { DOCUMENTS, PROBLEM_SCHEMAS, ProblemSchema } from '../../lib/http/documents/index.ts';
import { schemaOf } from '../../lib/http/documents/same.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { TeamId, Venue } from '../../lib/sports/model/index.ts';

describe('the documents', () => {
  it('have a schema for each route', () => {
    expect(Object.keys(DOCUMENTS).sort()).toEqual(Object.keys(CONTRACT_ROUTES).sort());
  });

  it('have no members that no schema knows', () => {
    const health = { status: 'ok', version: '1.2.3', tiers: ['l1'], upstream: { name: 'espn', label: 'simulated' } };
    expect(v.is(DOCUMENTS.health, health)).toBe(true);
    expect(v.is(DOCUMENTS.health, { ...health, uptime: 12 })).toBe(false);
    expect(v.is(DOCUMENTS.health, { ...health, upstream: { ...health.upstream, host: 'example.org' } })).toBe(false);
  });

  it('are told apart from null and from undefined', () => {
    const league = { league: 'nfl', season: null, teams: [] };
    expect(v.is(DOCUMENTS.teams, league)).toBe(true);
    expect(v.is(DOCUMENTS.teams, { ...league, season: undefined })).toBe(false);
    expect(v.is(DOCUMENTS.teams, { league: 'nfl', teams: [] })).toBe(false);
  });

  it.each(Object.keys(PROBLEM_SCHEMAS) as ProblemCode[])('tell the problem %s by its code and status', (code) => {
    const { status } = new HttpProblem(code, 'What happened.');
    const plain = JSON.parse(JSON.stringify(new HttpProblem(code, 'What happened.'))) as object;
    const issues = v.safeParse(ProblemSchema, { ...plain, ...EXTRAS[code] }).issues ?? [];
    expect(issues).toEqual([]);
    expect(v.is(ProblemSchema, { ...plain, ...EXTRAS[code], status: status + 1 })).toBe(false);
    expect(v.is(ProblemSchema, { ...plain, ...EXTRAS[code], stack: 'at …' })).toBe(false);
  });
});

/** What the problem of a code must have. */
const EXTRAS: Readonly<Partial<Record<ProblemCode, object>>> = {
  'team-ambiguous': { candidates: [] },
  'player-ambiguous': { candidates: [], searched: 'directory' },
  'no-stats': { player: { id: '1', name: 'Synthetic Player' } },
  'no-table': { season: 2026, seasonType: 'regular', pages: { held: 0, missing: 1 } },
  'upstream-unavailable': { reason: 'blocked' },
  'purge-incomplete': { tiers: ['l2'], taken: [], finishedLater: false },
};

describe('a schema of a type', () => {
  it('is refused by the compiler unless it is exactly that of the type', () => {
    const name = v.string();
    schemaOf<Venue>()(v.strictObject({ name, city: v.nullable(v.string()) }));
    // @ts-expect-error The type has null as well.
    schemaOf<Venue>()(v.strictObject({ name, city: v.string() }));
    // @ts-expect-error The member is not optional.
    schemaOf<Venue>()(v.strictObject({ name, city: v.exactOptional(v.nullable(v.string())) }));
    // @ts-expect-error The type has no such member.
    schemaOf<Venue>()(v.strictObject({ name, city: v.nullable(v.string()), state: v.string() }));
    // @ts-expect-error A member that is undefined is none of JSON's.
    schemaOf<{ readonly name?: string }>()(v.strictObject({ name: v.optional(v.string()) }));
    // @ts-expect-error Ids are any text.
    schemaOf<{ readonly id: TeamId }>()(v.strictObject({ id: v.literal('12') }));
    // @ts-expect-error A value is missing.
    const one = schemaOf<'a' | 'b'>()(v.picklist(['a']));
    expect(v.is(one, 'a')).toBe(true);
  });
});
