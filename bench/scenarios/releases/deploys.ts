import type { Bundles, Stack } from '../../../infra/local/stack/stack.ts';
import { ENV } from '../../../lib/config.ts';
import type { StoredKind } from '../../../lib/sports/resources/entry-key.ts';
import { ask } from '../../../test/support/ask.ts';
import { buildDifferent, OTHER_CODEC, otherShape, type Difference } from '../../../test/support/other-release.ts';
import { startTwoReleases } from '../../../test/support/two-releases.ts';
import { tableOf } from '../table.ts';

// What a deploy costs in calls to the provider: a warm cache, and then the same questions to the functions of a release in
// which one kind of entry is stored in another shape. Their memories are empty, the stores are those that were there.

interface Deploy {
  readonly name: string;
  readonly differences: readonly Difference[];
  /** Whether calls may be made. */
  readonly isFree: boolean;
}

const ofKind = (kind: StoredKind, name: string): Deploy => ({ name, differences: [otherShape(kind)], isFree: false });

const DEPLOYS: readonly Deploy[] = [
  { name: 'no shape', differences: [], isFree: true },
  ofKind('roster', 'rosters'),
  ofKind('line', 'stat lines'),
  ofKind('player', "players' documents"),
  { name: 'everything: the codec', differences: [OTHER_CODEC], isFree: false },
];

const TEAMS = ['LAL', 'BOS', 'GS', 'MIA'];
const PLAYERS_PER_TEAM = 2;
const SEASON = 2025;

/** What bots ask in a day: the list, four rosters, two players of each with their lines and careers, and the games. */
const askEverything = async ({ url }: Stack): Promise<number> => {
  let asked = 0;
  const get = async (path: string): Promise<unknown> => {
    asked += 1;
    const { status, json } = await ask(`${url}/v1/nba/${path}`, { environment: 1 });
    if (status !== 200 && status !== 404) throw new Error(`${path} was answered ${status}`);
    return json;
  };
  await get('teams');
  await get('live');
  for (const team of TEAMS) {
    const { players } = (await get(`teams/${team}/roster`)) as { readonly players: readonly { readonly id: string }[] };
    for (const { id } of players.slice(0, PLAYERS_PER_TEAM)) {
      await get(`players/${id}`);
      await get(`players/${id}/stats?season=${SEASON}`);
      await get(`players/${id}/stats`);
    }
  }
  return asked;
};

/** Prints the calls of each deploy; answers whether the one that changes nothing made none. */
export const runDeploys = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const rows: (readonly (string | number)[])[] = [];
  let isMet = true;
  for (const { name, differences, isFree } of DEPLOYS) {
    const other = await buildDifferent(differences);
    const variables = {
      [ENV.leagues]: 'nba',
      [ENV.dailyBudget]: '100000',
      [ENV.minuteBudget]: '100000',
      [ENV.coherenceWindow]: '30000',
      [ENV.prediction]: 'off',
    };
    const running = await startTwoReleases({ ours: bundles, other, variables });
    const { ours, other: deployed, provider } = running;
    try {
      const asked = await askEverything(ours);
      const cold = provider.calls().total;
      provider.reset();
      await askEverything(deployed);
      const { total, byEndpoint } = provider.calls();
      const made = Object.entries(byEndpoint).flatMap(([endpoint, calls]) =>
        calls > 0 ? [`${endpoint} ${calls}`] : [],
      );
      isMet &&= !isFree || total === 0;
      print(`${name}: ${total} calls\n`);
      rows.push([name, asked, cold, total, made.join(', ')]);
    } finally {
      await running.close();
      await other.close();
    }
  }
  print(
    `\n${tableOf(['what is stored in another shape', 'questions', 'calls cold', 'calls after', 'for what'], rows)}`,
  );
  return isMet;
};
