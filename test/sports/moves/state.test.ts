import { describe, expect, it } from 'vitest';
import { addSeen, decodeState, encodeState, recall, type MovesState } from '../../../lib/sports/moves/state.ts';
import type { TeamId } from '../../../lib/sports/model/index.ts';

// As every version since the first purge function has written it, and as those that run during a deployment read it.
const STORED = {
  version: 1,
  at: 5000,
  since: 1000,
  readAt: 4000,
  seen: ['a', 'b.2'],
  rostersAt: 3000,
  unheardSince: 4500,
  pending: [{ scopes: ['directory', 'team:9'], teams: ['9'], purgedAt: 4800, times: 1 }],
};

const STATE: MovesState = {
  checkedUntil: 5000,
  watchedSince: 1000,
  readAt: 4000,
  seen: ['a', 'b.2'],
  fullPurgeAt: 3000,
  unavailableSince: 4500,
  pending: [{ scopes: ['directory', 'team:9'], teams: ['9' as TeamId], purgedAt: 4800, times: 1 }],
};

const decoded = (change: object): MovesState | undefined => decodeState(JSON.stringify({ ...STORED, ...change }));

describe('the stored state of moves', () => {
  it('keeps its names, whatever the code calls them', () => {
    expect(JSON.parse(encodeState(STATE))).toEqual(STORED);
    expect(decodeState(JSON.stringify(STORED))).toEqual(STATE);
  });

  it('is read where an earlier version has written it', () => {
    const { version, at, readAt, seen, rostersAt } = STORED;
    expect(decodeState(JSON.stringify({ version, at, readAt, seen, rostersAt }))).toEqual({
      ...STATE,
      watchedSince: 5000,
      unavailableSince: null,
      pending: [],
    });
  });

  it('loses no more than the repeats that cannot be read', () => {
    const [repeat] = STORED.pending;
    const torn = [7, null, { ...repeat, teams: [9] }, { ...repeat, scopes: 'all' }, { ...repeat, times: '1' }];
    expect(decoded({ pending: [...torn, repeat] })).toEqual(STATE);
    expect(decoded({ pending: 'none' })?.pending).toEqual([]);
    expect(decoded({ since: 'ever', unheardSince: 'ever' })).toMatchObject({
      watchedSince: 5000,
      unavailableSince: null,
    });
  });

  it.each([{ version: 2 }, { at: null }, { readAt: '4000' }, { rostersAt: false }, { seen: 'a' }, { seen: ['a', 7] }])(
    'is lost with %j',
    (change) => {
      expect(decoded(change)).toBeUndefined();
    },
  );

  it('is lost when it is torn, which is not the same as a first run', () => {
    expect(decodeState('{"version":1,"at":')).toBeUndefined();
    expect(recall({ text: 'null', version: 3 }, 9000)).toMatchObject({
      isLost: true,
      state: { checkedUntil: 0, watchedSince: 0, readAt: 0 },
    });
    expect(recall(undefined, 9000)).toMatchObject({
      isLost: false,
      state: { checkedUntil: 9000, watchedSince: 9000, readAt: null },
    });
  });

  it('has nothing in it that is still to come, whatever clock wrote it', () => {
    const { state } = recall({ text: encodeState(STATE), version: 1 }, 2000);
    expect(state).toMatchObject({ checkedUntil: 2000, watchedSince: 1000, readAt: 2000, fullPurgeAt: 2000 });
    expect(state).toMatchObject({ unavailableSince: 2000, pending: [{ purgedAt: 2000, times: 1 }] });
    expect(recall({ text: encodeState(STATE), version: 1 }, 9000).state).toEqual(STATE);
  });

  it('remembers 300 moves, those listed last first', () => {
    const old = Array.from({ length: 300 }, (_, index) => `old ${index}`);
    const seen = addSeen(old, ['new', 'old 7']);
    expect(seen).toHaveLength(300);
    expect(seen.slice(0, 3)).toEqual(['new', 'old 7', 'old 0']);
    expect(seen.filter((each) => each === 'old 7')).toHaveLength(1);
    expect(decoded({ seen: [...seen, 'more'] })?.seen).toEqual(seen);
  });
});
