import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

// Written by hand in the shape of the provider's own: see its README.
const SYNTHETIC = join(import.meta.dirname, '../bodies');
// Bodies recorded from the provider are not ours to ship; they may lie beside the checkout.
const SHARED = join(import.meta.dirname, '../../../shared');

type Provider = 'espn' | 'rapidapi';

/** A folder of a provider's bodies. */
export interface Bodies {
  readonly text: (name: string) => string;
  readonly json: (name: string) => unknown;
}

const bodiesIn = (folder: string): Bodies => {
  const text = (name: string) => readFileSync(join(folder, `${name}.json`), 'utf8');
  return { text, json: (name) => JSON.parse(text(name)) as unknown };
};

/** The bodies that are in the repository. */
export const syntheticBodies = (provider: Provider): Bodies => bodiesIn(join(SYNTHETIC, provider));

/** Those recorded from the provider itself; only for suites that `describeRecorded` skips. */
export const recordedBodies = (provider: Provider): Bodies => bodiesIn(join(SHARED, provider));

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

/** One suite over two sources: the synthetic bodies always, and the recorded ones as a second proof where they are. */
export const describeBodies = <Cases>(
  name: string,
  { synthetic, recorded }: { readonly synthetic: Cases; readonly recorded: Cases },
  suite: (bodies: Bodies, cases: Cases) => void,
  provider: Provider = 'espn',
): void => {
  describe(`${name}, synthetic`, () => suite(syntheticBodies(provider), synthetic));
  describeRecorded(`${name}, recorded`, () => suite(recordedBodies(provider), recorded), provider);
};
