import { describe, expect, it } from 'vitest';
import { EMPTY_LOG, seconds, type PurgeLog } from '../../lib/cache/index.ts';
import { createCoherence } from '../../lib/cache/coherence.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const WINDOW = seconds(30);

const createWorld = () => {
  const clock = createFakeClock();
  return { clock, coherence: createCoherence({ clock, window: () => WINDOW, alone: false }) };
};

const logOf = (...lines: readonly (readonly [string, string])[]): PurgeLog => new Map(lines);

describe('an answer about the purge log', () => {
  it('that was asked for before a purge of our own does not undo it', () => {
    const { coherence } = createWorld();
    const before = coherence.ask();
    coherence.recordOwnPurge('nfl', ['team:12'], 's1');
    coherence.learn('nfl', EMPTY_LOG, before);
    expect(coherence.log('nfl')).toEqual(logOf(['team:12', 's1']));
    // One that was asked for since knows of it.
    coherence.learn('nfl', logOf(['team:12', 's2']), coherence.ask());
    expect(coherence.log('nfl')).toEqual(logOf(['team:12', 's2']));
  });

  it('never replaces the answer to a later question', () => {
    const { coherence } = createWorld();
    const [first, second] = [coherence.ask(), coherence.ask()];
    coherence.learn('nfl', logOf(['*', 'new']), second);
    coherence.learn('nfl', logOf(['*', 'old']), first);
    expect(coherence.log('nfl')).toEqual(logOf(['*', 'new']));
  });

  it('that was asked for before nobody could tell does not end the five seconds that this began', () => {
    const { clock, coherence } = createWorld();
    const before = coherence.ask();
    clock.advance(seconds(10));
    coherence.extendWindow('nfl');
    coherence.learn('nfl', EMPTY_LOG, before);
    clock.advance(seconds(5) - 1);
    expect(coherence.current('nfl', clock.now())?.log).toEqual(EMPTY_LOG);
    clock.advance(1);
    expect(coherence.current('nfl', clock.now())).toBeUndefined();
  });

  it('is as old as its question', () => {
    const { clock, coherence } = createWorld();
    const asked = coherence.ask();
    clock.advance(seconds(10));
    coherence.learn('nfl', EMPTY_LOG, asked);
    clock.advance(WINDOW - seconds(10) - 1);
    expect(coherence.current('nfl', clock.now())?.log).toEqual(EMPTY_LOG);
    clock.advance(1);
    expect(coherence.current('nfl', clock.now())).toBeUndefined();
  });
});

it('a log has another version exactly when it is another log', () => {
  const { coherence } = createWorld();
  const versions = [coherence.version('nfl')];
  for (const log of [logOf(['*', 'a']), logOf(['*', 'a']), logOf(['*', 'b']), logOf(['*', 'b'], ['teams', 'c'])]) {
    coherence.learn('nfl', log, coherence.ask());
    versions.push(coherence.version('nfl'));
  }
  coherence.recordOwnPurge('nfl', ['teams'], 'd');
  versions.push(coherence.version('nfl'));
  const others = [...new Set(versions)];
  expect(versions.map((version) => others.indexOf(version))).toEqual([0, 1, 1, 2, 3, 4]);
});
