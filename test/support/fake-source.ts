import { cacheKey, minutes, hours, seconds, type Policy, type Query } from '../../lib/cache/index.ts';

export const POLICY: Policy = {
  freshFor: minutes(10),
  staleWhileRevalidate: minutes(5),
  staleIfError: hours(2),
  absentFor: seconds(30),
};

type Mode = 'answers' | 'fails' | 'has-nothing' | 'hangs';

/** An upstream whose every answer says which load it came from. */
export interface FakeSource {
  readonly query: (name: string) => Query<{ readonly load: number }>;
  /** One load for several keys, like a career call for its seasons. */
  batchQuery(source: string, name: string, names: readonly string[]): Query<{ readonly load: number }>;
  mode: Mode;
  loads(): number;
}

export const createFakeSource = (): FakeSource => {
  let loads = 0;
  const fake: FakeSource = {
    mode: 'answers',
    loads: () => loads,
    query: (name) => fake.batchQuery(name, name, [name]),
    batchQuery: (source, name, names) => ({
      key: cacheKey(name),
      namespace: 'nfl',
      policy: POLICY,
      scopes: ['*'],
      source: {
        key: source,
        async load() {
          loads += 1;
          const load = loads;
          await Promise.resolve();
          if (fake.mode === 'fails') throw new Error('provider down');
          if (fake.mode === 'hangs') return new Promise(() => undefined);
          if (fake.mode === 'has-nothing') return [];
          return names.map((each) => ({ key: cacheKey(each), value: { load }, policy: POLICY, scopes: ['*'] }));
        },
      },
      decode: (json) => json as { readonly load: number },
    }),
  };
  return fake;
};
