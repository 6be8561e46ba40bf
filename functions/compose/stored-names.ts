import { CODEC_VERSION, type CacheKey } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import { kindOf } from '../../lib/sports/resources/entry-key.ts';
import { STORED_SHAPES } from '../../lib/sports/resources/stored-shapes.ts';

/** Before everything that is stored: providers share nothing. No release may change it, see `entryName`. */
export const storedPrefix = ({ upstreamLabel }: Pick<Config, 'upstreamLabel'>): string => `statline:${upstreamLabel}:`;

/**
 * What an entry is called behind the prefix: `2.1f3c9ab:nfl:roster:12`. A release reads and overwrites entries of its own
 * shape only. Purge logs, leases, budgets, counters and documents have no shape in their names: releases that run side by
 * side share them.
 */
export const entryName = (key: CacheKey): string => `${CODEC_VERSION}.${STORED_SHAPES[kindOf(key)]}:${key}`;
