import { buildBundles, type Bundles } from '../../infra/local/stack/stack.ts';

/** Prints what it did and saw, and answers whether all verdicts were met. */
export type Attack = (bundles: Bundles, print: (text: string) => void) => Promise<boolean>;

// Loopback only, of a bounded number of requests, against a stack of its own. These run without a name.
const SHORT_ATTACKS: Readonly<Record<string, () => Promise<Attack>>> = {
  'hostile-requests': async () => (await import('./hostile-requests.ts')).attackWithHostileRequests,
  neighbours: async () => (await import('./neighbours.ts')).attackNeighbours,
  clocks: async () => (await import('./clocks.ts')).attackClocks,
  hardening: async () => (await import('./hardening.ts')).attackHardening,
  'other-scripts': async () => (await import('./other-scripts.ts')).attackWithOtherScripts,
};

// Minutes each: only by name.
const LONG_ATTACKS: Readonly<Record<string, () => Promise<Attack>>> = {
  'hostile-callers': async () => (await import('./hostile-callers.ts')).attackAsHostileCaller,
  'hanging-provider': async () => (await import('./hanging-provider.ts')).attackWithHangingProvider,
  'throttled-table': async () => (await import('./throttled-table.ts')).attackWithThrottledTable,
  'local-stack': async () => (await import('./local-stack.ts')).attackLocalStack,
  memory: async () => (await import('./memory.ts')).attackMemory,
  'spoilt-purge-logs': async () => (await import('./spoilt-purge-logs.ts')).attackPurgeLogs,
  'purges-under-faults': async () => (await import('./purges-under-faults.ts')).attackPurges,
};

const ATTACKS = new Map(Object.entries({ ...SHORT_ATTACKS, ...LONG_ATTACKS }));

const names = process.argv.slice(2);
const unknown = names.filter((name) => !ATTACKS.has(name));
if (unknown.length > 0) {
  const [short, long] = [SHORT_ATTACKS, LONG_ATTACKS].map((attacks) => Object.keys(attacks).join(', '));
  process.stderr.write(`Usage: npm run attack -- [NAME…]\n\n  without a name: ${short}\n  by name only:   ${long}\n`);
  process.exitCode = names.includes('--help') ? 0 : 2;
} else {
  const bundles = await buildBundles({ log: () => undefined });
  try {
    for (const name of names.length === 0 ? Object.keys(SHORT_ATTACKS) : names) {
      const attack = await ATTACKS.get(name)?.();
      const met = await attack?.(bundles, (text) => void process.stdout.write(text));
      if (met !== true) process.exitCode = 1;
    }
  } finally {
    await bundles.close();
  }
}
