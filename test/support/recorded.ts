import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

// Bodies recorded from the provider are not ours to ship; they may lie beside the checkout.
const SHARED = join(import.meta.dirname, '../../../shared');

type Provider = 'espn' | 'rapidapi';

/** The text of a recorded body, by its path in the folder of recordings: `espn/nfl/….json`. */
export const recordedText = (path: string): string => readFileSync(join(SHARED, path), 'utf8');

export const recordedJson = (path: string): unknown => JSON.parse(recordedText(path));

/** A suite over a provider's recorded bodies; skipped, and saying so, where there are none. */
export const describeRecorded = (name: string, suite: () => void, provider: Provider = 'espn'): void => {
  const hasRecorded = existsSync(join(SHARED, provider, 'README.md'));
  describe.skipIf(!hasRecorded)(
    hasRecorded ? name : `${name} (skipped: no ../shared/${provider} beside this checkout)`,
    suite,
  );
};
