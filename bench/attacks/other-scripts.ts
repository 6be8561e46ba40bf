import { startStack, type Bundles } from '../../infra/local/stack/stack.ts';
import { mapConcurrent } from '../../lib/async/map-concurrent.ts';
import { ask, type Seen } from '../../test/support/ask.ts';

// Each has a surname of the league, or looks like it, and letters that no player of the league has.
const SPOILT: readonly ((surname: string, given: string) => string)[] = [
  (surname) => `Иван ${surname}`,
  (surname) => `${surname}, Иван`,
  (surname) => `漢字${surname.toLowerCase()}`,
  (surname) => `${surname} 漢字`,
  (surname) => `한국 ${surname}`,
  (surname) => `محمد ${surname}`,
  (surname) => `${surname} ٢`,
  (surname) => `ि ${surname}`,
  (surname) => `🅿🅰🆃 ${surname}`,
  (surname, given) => `Γ ${given} ${surname}`,
  // Cyrillic letters that look Latin.
  (surname, given) => `${given} ${surname}`.replace(/[aoe]/, (letter) => LOOKALIKES.get(letter) ?? letter),
];

const LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ['a', 'а'],
  ['o', 'о'],
  ['e', 'е'],
]);

const LEAGUES: Readonly<Record<string, readonly (readonly [given: string, surname: string])[]>> = {
  nfl: [
    ['Patrick', 'Mahomes'],
    ['Saquon', 'Barkley'],
  ],
  nba: [
    ['Luka', 'Doncic'],
    ['Nikola', 'Jokic'],
  ],
  cfb: [['Liam', 'McLaurin']],
};

const CONCURRENCY = 8;

interface Tally {
  asked: number;
  none: number;
  matched: number;
  other: number;
}

/**
 * Asks for names with letters of other scripts by search, batch and comparison, with a directory and without: nobody is
 * meant, nothing is refused, and where no directory is held nothing is asked of the provider.
 */
export const attackWithOtherScripts = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const stack = await startStack({ bundles, environments: 2 });
  const { upstream } = stack;
  if (upstream === undefined) throw new Error('The stack has no simulated provider');
  try {
    let met = true;
    // The only one whose list of players is held.
    await ask(`${stack.url}/v1/admin/warm`, { body: { league: 'nfl' } });
    print(`${'league, asked by'.padEnd(28)}${COLUMNS.map((name) => name.padStart(10)).join('')}\n`);
    for (const [league, players] of Object.entries(LEAGUES)) {
      const names = players.flatMap(([given, surname]) => SPOILT.map((spoil) => spoil(surname, given)));
      for (const [route, outcomeOf] of Object.entries(ROUTES)) {
        upstream.reset();
        const tally: Tally = { asked: 0, none: 0, matched: 0, other: 0 };
        await mapConcurrent(names, CONCURRENCY, async (name) => {
          tally.asked += 1;
          tally[await outcomeOf(`${stack.url}/v1/${league}/players`, name)] += 1;
        });
        const calls = upstream.calls().total;
        const isMet = tally.none === tally.asked && calls === 0;
        met &&= isMet;
        const cells = [tally.asked, tally.none, tally.matched, tally.other, calls];
        const row = cells.map((cell) => String(cell).padStart(10)).join('');
        print(`${`${league}, ${route}`.padEnd(28)}${row}  ${isMet ? 'met' : 'SHORT'}\n`);
      }
    }
    return met;
  } finally {
    await stack.close();
  }
};

const COLUMNS = ['asked', 'nobody', 'matched', 'other', 'calls'];

type Outcome = Exclude<keyof Tally, 'asked'>;

const ROUTES: Readonly<Record<string, (url: string, name: string) => Promise<Outcome>>> = {
  search: async (url, name) => {
    const { status, json } = await ask(`${url}?name=${encodeURIComponent(name)}`);
    const { match } = json as { readonly match?: string };
    return status === 200 && match === 'none' ? 'none' : status === 200 ? 'matched' : 'other';
  },
  batch: async (url, name) =>
    outcomeIn(await ask(`${url}/stats`, { body: { names: [name], season: 2024 } }), 'results'),
  compare: async (url, name) => {
    const players = encodeURIComponent(`${name.replaceAll(',', ' ')},${name.replaceAll(',', '')}`);
    return outcomeIn(await ask(`${url.replace('/players', '/compare')}?season=2024&players=${players}`), 'players');
  },
};

const outcomeIn = ({ status, json }: Seen, list: 'results' | 'players'): Outcome => {
  const first = (json as Readonly<Record<string, readonly { readonly status?: string }[] | undefined>>)[list]?.[0];
  if (status !== 200) return 'other';
  return first?.status === 'not-found' ? 'none' : 'matched';
};
