import type { Clock, TieredCache } from '../../../lib/cache/index.ts';
import { createAutocomplete, type Autocomplete } from '../../../lib/sports/lookup/autocomplete.ts';
import { createHeldHits } from '../../../lib/sports/lookup/held-hits.ts';
import { createHeldNames, type HeldNames } from '../../../lib/sports/lookup/held-names.ts';
import { createHeldPlayers, type HeldIn } from '../../../lib/sports/lookup/held-players.ts';
import { createScores } from '../../../lib/sports/lookup/scores.ts';
import type { Popularity } from '../../../lib/sports/popularity/index.ts';
import type { Resources } from '../../../lib/sports/resources/index.ts';
import type { Upstream } from '../../../lib/sports/upstream/index.ts';

interface HeldOptions {
  readonly cache: TieredCache;
  readonly resources: Resources;
  readonly clock: Clock;
  readonly popularity?: Pick<Popularity, 'top'> | undefined;
  readonly upstream: Pick<Upstream, 'can' | 'seasonTableGroups'>;
}

/** What answers from what is held, and asks the provider nothing. */
export interface HeldDeps {
  readonly autocomplete: Autocomplete;
  readonly names: HeldNames;
  readonly heldIn: HeldIn;
}

/** Loaded with the first question for it: the indexes of the leagues live here. */
export const createHeldDeps = ({ cache, resources, clock, popularity, upstream }: HeldOptions): HeldDeps => {
  const scoresIn = createScores({ popularity, clock });
  const heldHits = createHeldHits({ cache, resources });
  const heldIn = createHeldPlayers({
    cache,
    resources,
    clock,
    popular: async (league) => [...(await scoresIn(league)).keys()],
    tableGroups: (league) => (upstream.can(league, 'seasonTable') ? upstream.seasonTableGroups(league) : []),
  });
  const parts = { heldIn, heldHits, scoresIn };
  return { heldIn, autocomplete: createAutocomplete(parts), names: createHeldNames(parts) };
};
