import type { ProblemCode } from '../../lib/http/answers/index.ts';
import examples from './examples.json' with { type: 'json' };
import type { Json } from './json.ts';
import type { RouteName } from './operations.ts';

/** What the api function answered over the simulated provider: `test/infra/contract/examples.test.ts` writes it. */
export interface Examples {
  readonly routes: Readonly<Record<RouteName, Json>>;
  readonly problems: Readonly<Record<ProblemCode, Json>>;
}

export const EXAMPLES: Examples = examples;
