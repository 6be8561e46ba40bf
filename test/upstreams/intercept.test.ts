import { describe, expect, it } from 'vitest';
import { interceptUpstream } from '../../lib/upstreams/intercept.ts';
import { anyCall } from '../support/fake-espn.ts';
import { createFakeUpstream } from '../support/fake-upstream.ts';
import { PORT } from './port-questions.ts';

describe('an upstream with something around it', () => {
  // Every wrapper is made of this one, so this proves that none of them mixes questions up.
  it.each(['career', 'no career'])('is asked the same and answers the same: %s', async (kind) => {
    const capabilities = ['search', 'everyPlayer', 'seasonTable', 'live', 'season', 'transactions'] as const;
    const create = () =>
      createFakeUpstream({ capabilities: kind === 'career' ? ['career', ...capabilities] : capabilities });
    const [plain, inner] = [create(), create()];
    const seen: string[] = [];
    const outer = interceptUpstream(inner, (call, what) => {
      seen.push(what);
      return call();
    });
    for (const { ask: question } of Object.values(PORT)) {
      const [expected, actual] = await Promise.allSettled([
        question(plain, 'nfl', anyCall),
        question(outer, 'nfl', anyCall),
      ]);
      expect(actual).toEqual(expected);
    }
    expect(inner.asked()).toEqual(plain.asked());
    expect(seen).toEqual(Object.keys(PORT).map((what) => what.split(' ')[0]));
  });
});
