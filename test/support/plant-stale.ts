import { entryName, storedPrefix } from '../../functions/compose/stored-names.ts';
import type { Stack } from '../../infra/local/stack/stack.ts';
import { cacheKey, encodeEntry, hours } from '../../lib/cache/index.ts';

/** The roster of `nba:roster:13`, as no provider sends it. */
export const PLANTED_ROSTER = JSON.stringify({
  league: 'nba',
  team: {
    id: '13',
    abbreviation: 'LAL',
    name: 'Los Angeles Lakers',
    color: null,
    alternateColor: null,
    logo: null,
    logoDark: null,
    link: null,
  },
  season: 2025,
  players: [],
});

/** Puts an entry into a stack's Redis that went stale `staleFor` milliseconds before `now`, epoch ms of the stack's clock. */
export const plantStale = async (
  { redis }: Stack,
  key: string,
  text: string,
  { staleFor, now = Date.now() }: { readonly staleFor: number; readonly now?: number },
): Promise<void> => {
  const { header, body } = encodeEntry({
    body: { encoding: 'identity', text },
    etag: '"planted"',
    loadedAt: now - staleFor - hours(6),
    freshUntil: now - staleFor,
    staleUntil: now + hours(6),
    loadDuration: 100,
    scopes: ['*'],
    stamps: {},
  });
  const response = await fetch(redis.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${redis.token}` },
    body: JSON.stringify([
      'SET',
      storedPrefix({ upstreamLabel: 'simulated-1' }) + entryName(cacheKey(key)),
      `${header}\n${String(body)}`,
    ]),
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new Error(`Redis answered ${response.status}`);
};
