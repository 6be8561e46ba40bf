import { hash } from 'node:crypto';
import type { SeasonTablePage } from '../../sports/upstream/index.ts';
import type { PackedAnswer } from '../http-exchange.ts';
import { readSeasonTablePage, type PageQuestion } from './season-table-page.ts';

/** Reads a page that was sent for a path. */
export type ReadPage = (path: string, packed: PackedAnswer, question: PageQuestion) => Promise<SeasonTablePage>;

// 1.2 KB each, and what readers remember of them: 10 MB. Football's three pages have 2,300.
const MAX_KEPT_ATHLETES = 8000;

interface ReadBefore {
  readonly digest: string;
  readonly page: SeasonTablePage;
}

/**
 * Remembers what the last answers said, without their bodies, the latest first to stay. While a team plays its league's
 * pages are asked for every five minutes, and most of them change when a game ends.
 */
export const createPageReading = (maxAthletes = MAX_KEPT_ATHLETES): ReadPage => {
  const kept = new Map<string, ReadBefore>();
  let athletes = 0;

  const forget = (path: string): void => {
    athletes -= kept.get(path)?.page.athletes.length ?? 0;
    kept.delete(path);
  };
  const keep = (path: string, read: ReadBefore): void => {
    forget(path);
    kept.set(path, read);
    athletes += read.page.athletes.length;
    for (const oldest of kept.keys()) if (athletes > maxAthletes) forget(oldest);
  };

  return async (path, { bytes, body }, question) => {
    const digest = hash('sha256', bytes, 'base64');
    const before = kept.get(path);
    const page = before?.digest === digest ? before.page : await readSeasonTablePage(body(), question);
    keep(path, { digest, page });
    return page;
  };
};
