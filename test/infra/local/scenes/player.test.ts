import { describe, expect, it } from 'vitest';
import { createStackClock } from '../../../../infra/local/clock/stack-clock.ts';
import { createScenePlayer, SceneError } from '../../../../infra/local/scenes/player.ts';
import { SCENE_NAMES, type Change } from '../../../../infra/local/scenes/scene.ts';
import { SCENES } from '../../../../infra/local/scenes/scenes.ts';
import { sceneLines } from '../../../../infra/local/scenes/script.ts';
import { createCalendar } from '../../../../lib/sports/calendar/index.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 9, 7, 12);

const open = ({ hasClock = true, start = NOON, fails = false } = {}) => {
  const clock = createStackClock({ start, machine: createFakeClock() });
  const story: string[] = [];
  const player = createScenePlayer({
    stage: {
      apply(change: Change) {
        if (fails) return Promise.reject(new Error('The provider is gone'));
        story.push(JSON.stringify(change));
        return Promise.resolve();
      },
      restore: () => Promise.resolve(void story.push('restored')),
    },
    clock: hasClock ? clock : undefined,
    log: (line) => void story.push(line),
  });
  return { clock, player, story };
};

describe('a scene', () => {
  it('goes by the clock, step by step and none twice', async () => {
    const { clock, player, story } = open();
    await player.play('blocked');
    await player.settle();
    clock.advance(MINUTE - 1);
    await player.settle();
    expect(story).toEqual(['blocked | minute 0: All is well.']);
    clock.advance(1);
    await Promise.all([player.settle(), player.settle()]);
    expect(story.slice(1)).toEqual([
      '{"provider":{"fail":"html403"}}',
      'blocked | minute 1: The provider refuses every call with a 403 page, as it does where it dislikes a User-Agent.',
    ]);
    clock.advance(60 * MINUTE);
    await player.settle();
    expect(story.slice(3)).toEqual(['{"provider":"usual"}', 'blocked | minute 5: The provider answers again.']);
    expect(player.state()?.steps.map(({ done }) => done)).toEqual([true, true, true]);
  });

  it('says when each of its steps is, and which have been', async () => {
    const { player } = open();
    expect(player.state()).toBeUndefined();
    const played = await player.play('slow');
    expect(played).toMatchObject({ scene: 'slow', began: '2026-10-07T12:00:00.000Z' });
    expect(played.steps.map(({ minute, at, done }) => [minute, at, done])).toEqual([
      [0, '2026-10-07T12:00:00.000Z', true],
      [1, '2026-10-07T12:01:00.000Z', false],
      [4, '2026-10-07T12:04:00.000Z', false],
      [7, '2026-10-07T12:07:00.000Z', false],
    ]);
  });

  it('ends with the next one, and everything is put back first', async () => {
    const { clock, player, story } = open();
    await player.play('blocked');
    clock.advance(2 * MINUTE);
    await player.settle();
    await player.play('outage');
    expect(story.slice(3)).toEqual(['restored', 'outage | minute 0: All is well.']);
    await player.stop();
    await player.stop();
    expect(story.slice(5)).toEqual(['restored']);
    clock.advance(60 * MINUTE);
    await player.settle();
    expect(story).toHaveLength(6);
  });

  it('moves the clock to the moment that it needs, and never back', async () => {
    const { clock, player } = open();
    expect((await player.play('over-budget')).began).toBe('2026-10-07T23:54:00.000Z');
    expect((await player.play('trade-night')).began).toBe('2026-11-10T19:00:00.000Z');
    // It has only just begun.
    clock.advance(MINUTE / 2);
    expect((await player.play('trade-night')).began).toBe('2026-11-10T19:00:30.000Z');
    clock.advance(MINUTE);
    expect((await player.play('trade-night')).began).toBe('2027-11-09T19:00:00.000Z');
    expect((await player.play('over-budget')).began).toBe('2027-11-09T23:54:00.000Z');
    clock.advance(3 * MINUTE);
    expect((await player.play('over-budget')).began).toBe('2027-11-10T23:54:00.000Z');
    await player.play('blocked');
    expect(new Date(clock.now()).toISOString()).toBe('2027-11-10T23:54:00.000Z');
  });

  it('is refused where it has no moment left, or no clock; the one that is on goes on', async () => {
    const late = open({ start: Date.UTC(2028, 11, 1) });
    await late.player.play('slow');
    await expect(late.player.play('trade-night')).rejects.toThrow(SceneError);
    expect(late.player.state()?.scene).toBe('slow');
    const without = open({ hasClock: false });
    await expect(without.player.play('over-budget')).rejects.toThrow(
      'over-budget needs a clock of its own: start the stack with --scene, --speed or --start',
    );
    expect((await without.player.play('blocked')).scene).toBe('blocked');
  });

  it('tells of a step that cannot be done, and tries it again', async () => {
    const { clock, player } = open({ fails: true });
    await player.play('blocked');
    clock.advance(2 * MINUTE);
    await expect(player.settle()).rejects.toThrow('The provider is gone');
    expect(player.state()?.steps.map(({ done }) => done)).toEqual([true, false, false]);
    await expect(player.settle()).rejects.toThrow('The provider is gone');
    await player.close();
  });
});

describe('every scene', () => {
  it.each(SCENE_NAMES)('%s begins at minute 0, has its steps in order, and says what to see', (name) => {
    const { steps, title } = SCENES[name];
    const minutes = steps.map(({ minute }) => minute);
    expect(minutes[0]).toBe(0);
    expect(minutes).toEqual([...new Set(minutes)].sort((a, b) => a - b));
    for (const text of [title, ...steps.flatMap(({ happens, see }) => [happens, see])]) {
      expect(text).not.toBe('');
      expect(text).not.toMatch(/\s{2}|[^\x20-\x7e]/);
    }
  });

  it('trade-night has moments on which moves are expected by the minute', () => {
    const calendar = createCalendar();
    let now = SCENES['trade-night'].start;
    const moments: number[] = [];
    for (
      let next = SCENES['trade-night'].momentFrom?.(now);
      next !== undefined;
      next = SCENES['trade-night'].momentFrom?.(now)
    ) {
      moments.push(next);
      now = next + 2 * MINUTE;
    }
    expect(moments).toHaveLength(3);
    for (const moment of moments) {
      expect(calendar.isHot('nfl', moment) && calendar.isHot('nfl', moment + 30 * MINUTE)).toBe(true);
    }
  });

  it('is told line by line, in the time of this machine', async () => {
    const { player } = open();
    const played = await player.play('game-night');
    expect(sceneLines(played, 20)).toMatchInlineSnapshot(`
      [
        "Scene game-night: a game is on, it rains, and it ends. Minute 0 is 2026-10-07T12:00Z.",
        "  now          The Kansas City Chiefs' next game is brought on: it began half an hour ago.",
        "                 /v1/nfl/live has the game with the state \`in\`, and new scores within two minutes;",
        "                 /v1/nfl/teams/KC has it as \`current\`. Stat lines of its players are fresh for two",
        "                 minutes.",
        "  in 1:00      The game is suspended for fifteen minutes.",
        "                 The state is \`postponed\`, the status \`suspended\`, and the score stands still.",
        "  in 1:48      The game goes on.",
        "                 The state is \`in\` again.",
        "  in 9:00      The game is over.",
        "                 /v1/nfl/live has the games to come. The record of the team has one more game; so",
        "                 have the stat lines, within an hour, and those are fresh for an hour again.",
        "  Another one:  npm run statline -- scene NAME",
      ]
    `);
    for (const name of SCENE_NAMES) {
      const lines = sceneLines(await player.play(name), 1);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    }
  });
});
