import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createRefresh } from '../../../functions/refresh/handler.ts';
import { createResources } from '../../../lib/sports/resources/index.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

const event = (...bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({ messageId: `m${index}`, body }) as SQSRecord),
});

const message = (key: string, loadedAt = 1000): string => JSON.stringify({ namespace: 'nfl', key, loadedAt });

const createWorld = () => {
  const refreshed: unknown[] = [];
  const told: unknown[] = [];
  const refresh = createRefresh({
    cache: {
      refresh(query, loadedAt) {
        refreshed.push([query.key, loadedAt]);
        return query.key.includes('13') ? Promise.reject(new Error('provider down')) : Promise.resolve('loaded');
      },
    },
    resources: createResources({
      upstream: createFakeUpstream(),
      clock: createFakeClock(),
      read: () => Promise.reject(new Error('nobody asks')),
    }),
    onUnreadable: (body) => told.push(body),
    onFailure: (key) => told.push(key),
  });
  return { refresh, refreshed, told };
};

describe('the refresh function', () => {
  it('loads each key of a batch, and gives back only the one that failed', async () => {
    const { refresh, refreshed, told } = createWorld();
    const answer = await refresh(event(message('nfl:teams'), message('nfl:roster:13'), message('nfl:player:12')));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(refreshed).toEqual([
      ['nfl:teams', 1000],
      ['nfl:roster:13', 1000],
      ['nfl:player:12', 1000],
    ]);
    expect(told).toEqual(['nfl:roster:13']);
  });

  it.each(['not json', '{}', '[]', message('nfl:secrets'), message('../etc'), '{"namespace":"nfl","key":7}'])(
    'says what it does not understand, and does not take it again: %s',
    async (body) => {
      const { refresh, refreshed, told } = createWorld();
      expect(await refresh(event(body))).toEqual({ batchItemFailures: [] });
      expect([refreshed, told]).toEqual([[], [body]]);
    },
  );
});
