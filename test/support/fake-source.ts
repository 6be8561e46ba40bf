import { cacheKey, minutes, hours, seconds, type Policy, type Query } from '../../lib/cache/index.ts';

export const POLICY: Policy = {
  freshFor: minutes(10),
  staleWhileRevalidate: minutes(5),
  staleIfError: hours(2),
  absentFor: seconds(30),
};

type Mode = 'answers' | 'fails' | 'has-nothing' | 'hangs' | 'is-empty';

/** An upstream whose every answer says which load it came from. */
export interface FakeSource {
  readonly query: (name: string) => Query<{ readonly load: number }>;
  /** One load for several keys, like a career call for its seasons. */
  batchQuery(source: string, name: string, names: readonly string[]): Query<{ readonly load: number }>;
  /** `is-empty`: every answer is load 0, which cannot be true where anything else is held, or nothing. */
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
        async load(context) {
          loads += 1;
          const load = loads;
          await Promise.resolve();
          if (fake.mode === 'fails') throw new Error('provider down');
          if (fake.mode === 'hangs') return new Promise(() => undefined);
          if (fake.mode === 'has-nothing') return [];
          const isEmpty = fake.mode === 'is-empty';
          const value = { load: isEmpty ? 0 : load };
          const entries = names.map((each) => ({ key: cacheKey(each), value, policy: POLICY, scopes: ['*'] }));
          const held = context.held().map((each) => (each.value as { readonly load: number }).load);
          if (!isEmpty || (held.length > 0 && held.every((each) => each === 0))) return entries;
          return { loaded: entries, doubt: held.length === 0 ? 'nothing' : `nothing where ${held.join(', ')} is held` };
        },
      },
      decode: (json) => json as { readonly load: number },
    }),
  };
  return fake;
};
