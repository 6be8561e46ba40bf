import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

// Bodies recorded from the provider are not ours to ship; they may lie beside the checkout.
const SHARED = join(import.meta.dirname, '../../../shared');

const hasRecorded = existsSync(join(SHARED, 'espn/README.md'));

/** The text of a recorded body, by its path in the folder of recordings: `espn/nfl/….json`. */
export const recordedText = (path: string): string => readFileSync(join(SHARED, path), 'utf8');

export const recordedJson = (path: string): unknown => JSON.parse(recordedText(path));

/** A suite over recorded bodies; skipped, and saying so, where there are none. */
export const describeRecorded = (name: string, suite: () => void): void => {
  describe.skipIf(!hasRecorded)(
    hasRecorded ? name : `${name} (skipped: no ../shared/espn beside this checkout)`,
    suite,
  );
};
