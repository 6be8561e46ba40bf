import { describe, expect, it } from 'vitest';
import { describe as tell, type AnyResult, type Meta, type PlayerId } from '../../lib/client/index.ts';

const META: Meta = { ageSeconds: 41, source: 'l2', stale: false, reused: false, sharedBy: 1, requestId: null };
const ASKED = 'nfl stats of mahomes, season 2024';
const BASE = { asked: ASKED, detail: 'What the service says', code: null, requestId: null };
const TOLD = { asked: ASKED, detail: 'What the service says', meta: META };

const suggestion = (id: string, name: string) => ({ id: id as PlayerId, name, team: null, position: null });
const candidate = (id: string, name: string) =>
  ({ ...suggestion(id, name), league: 'nfl', jersey: null, status: 'active' }) as const;
const ok = (meta: Partial<Meta>): AnyResult => ({ kind: 'ok', asked: ASKED, data: {}, meta: { ...META, ...meta } });

const SENTENCES: readonly (readonly [AnyResult, string])[] = [
  [ok({}), 'from Redis, 41 s old'],
  [ok({ source: 'l1', ageSeconds: 0 }), 'from memory, 0 s old'],
  [ok({ source: 'provider', ageSeconds: 130 }), 'from the provider, 2 min old'],
  [ok({ source: null, ageSeconds: null }), 'from the service itself'],
  [
    ok({ source: 'l3', ageSeconds: 90_000, stale: 'stale-if-error' }),
    'from DynamoDB, 25 h old and stale: the provider cannot be asked',
  ],
  [ok({ ageSeconds: 119, stale: 'stale-while-revalidate' }), 'from Redis, 119 s old and stale: a newer one is loading'],
  [{ ...TOLD, kind: 'not-found', what: 'player', suggestions: [], note: null }, 'no such player; check the spelling'],
  [
    { ...TOLD, kind: 'not-found', what: 'player', suggestions: [suggestion('7', 'Bo Nix')], note: null },
    'no such player; try Bo Nix (7)',
  ],
  [
    {
      ...TOLD,
      kind: 'ambiguous',
      what: 'player',
      candidates: Array.from({ length: 7 }, (_, id) => candidate(String(id), `Allen ${id}`)),
      note: null,
    },
    'more than one player; try the id of Allen 0 (0) or Allen 1 (1) or Allen 2 (2) or Allen 3 (3) or Allen 4 (4) or 2 more',
  ],
  [
    { ...TOLD, kind: 'no-stats', player: { id: '1' as PlayerId, name: 'Bo Nix' }, seasons: [2024, 2025] },
    'Bo Nix has no stats there; try 2025 or 2024',
  ],
  [{ ...TOLD, kind: 'no-stats', player: null, seasons: [] }, 'the player has no stats there'],
  [{ ...TOLD, kind: 'no-table', retryAfterSeconds: 300 }, 'no whole table is held; try again in 5 min'],
  [{ ...TOLD, kind: 'no-table', retryAfterSeconds: null }, 'no whole table is held'],
  [
    { ...BASE, kind: 'unavailable', reason: 'blocked', allowance: null, retryAfterSeconds: 5, until: new Date() },
    'unavailable (What the service says); try again in 5 s',
  ],
  [
    { ...BASE, kind: 'unavailable', reason: 'connection', allowance: null, retryAfterSeconds: null, until: null },
    'unavailable (What the service says)',
  ],
  [{ ...BASE, kind: 'pending', retryAfterSeconds: 1, until: new Date() }, 'still being loaded; try again in 1 s'],
  [{ ...BASE, kind: 'invalid', field: 'season', suggestions: [] }, 'not valid (What the service says)'],
  [
    { ...BASE, kind: 'invalid', field: 'stat', suggestions: ['passing.yards', 'rushing.yards'] },
    'not valid (What the service says); try passing.yards or rushing.yards',
  ],
  [{ ...BASE, kind: 'unauthorized', retryAfterSeconds: null }, 'check the key (What the service says)'],
  [
    { ...BASE, kind: 'unauthorized', retryAfterSeconds: 30 },
    'check the key (What the service says); try again in 30 s',
  ],
  [{ ...BASE, kind: 'not-offered' }, 'not offered (What the service says)'],
];

describe('describe', () => {
  it.each(SENTENCES)('says of %j: %s', (result, sentence) => {
    expect(tell(result)).toBe(`${ASKED}: ${sentence}.`);
  });

  it('has a sentence for each kind', () => {
    const kinds = new Set(SENTENCES.map(([{ kind }]) => kind));
    // One that is missing here does not compile.
    const all: Readonly<Record<AnyResult['kind'], true>> = {
      ok: true,
      'not-found': true,
      ambiguous: true,
      'no-stats': true,
      'no-table': true,
      unavailable: true,
      pending: true,
      invalid: true,
      unauthorized: true,
      'not-offered': true,
    };
    expect([...kinds].sort()).toEqual(Object.keys(all).sort());
  });

  it('keeps to one short line, whatever people have typed', () => {
    const asked = `nfl stats of ${'ab\n\tc'.repeat(1000)}`;
    const detail = 'line\r\nline '.repeat(1000);
    const sentence = tell({ ...BASE, kind: 'invalid', asked, detail, field: null, suggestions: [] });
    expect(sentence).toMatch(/^[^\r\n\t]{200,450}$/);
  });
});
