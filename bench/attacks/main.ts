import { buildBundles, type Bundles } from '../../infra/local/stack/stack.ts';
import { attackWithHostileRequests } from './hostile-requests.ts';
import { attackNeighbours } from './neighbours.ts';

/** Prints what it did and saw, and answers whether all verdicts were met. */
export type Attack = (bundles: Bundles, print: (text: string) => void) => Promise<boolean>;

// Loopback only, of a bounded number of requests, against a stack of its own.
const ATTACKS = {
  'hostile-requests': attackWithHostileRequests,
  neighbours: attackNeighbours,
} as const satisfies Readonly<Record<string, Attack>>;

const isAttack = (name: string): name is keyof typeof ATTACKS => Object.hasOwn(ATTACKS, name);

const names = process.argv.slice(2);
const unknown = names.filter((name) => !isAttack(name));
if (unknown.length > 0) {
  process.stderr.write(`Usage: npm run attack -- [${Object.keys(ATTACKS).join('|')}]…\n`);
  process.exitCode = names.includes('--help') ? 0 : 2;
} else {
  const bundles = await buildBundles({ log: () => undefined });
  try {
    for (const name of names.length === 0 ? Object.keys(ATTACKS) : names) {
      if (!isAttack(name)) continue;
      const met = await ATTACKS[name](bundles, (text) => void process.stdout.write(text));
      if (!met) process.exitCode = 1;
    }
  } finally {
    await bundles.close();
  }
}
