import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { moveOf, NFL, teamOf, lineOf } from '../../support/moves-world.ts';
import { CHIEFS, createPurgingWorld, IN_WINDOW, OPENING, PACKERS, PARSONS, QUIET_TIME, RAMS } from './run-world.ts';

const EVERYTHING = `directory rosters team:12 team:14 team:21 team:9`;

describe('a move that names a player while no directory is cached', () => {
  it("purges every team: one of them is in the scopes of the player's document", async () => {
    const { clock, upstream, environment, purger } = createPurgingWorld(IN_WINDOW);
    const each = environment();
    expect(await teamOf(each, PARSONS)).toBe(PACKERS);
    const purge = purger();
    await purge(NFL);
    clock.advance(minutes(10));
    upstream.move(PARSONS, CHIEFS);
    upstream.announce(moveOf('Acquired LB Micah Parsons.', CHIEFS));
    expect(lineOf(await purge(NFL))).toBe(`checked 1 [${EVERYTHING}]`);
    clock.advance(minutes(1));
    expect(await teamOf(each, PARSONS)).toBe(CHIEFS);
    expect(lineOf(await purge(NFL))).toBe('checked 0 []');
  });

  it("queues no reload while all rosters are gone: the directory would know nobody's team", async () => {
    const { clock, upstream, purger, sent } = createPurgingWorld(IN_WINDOW);
    const purge = purger();
    await purge(NFL);
    clock.advance(minutes(10));
    upstream.announce(moveOf('Acquired LB Micah Parsons.', CHIEFS));
    expect((await purge(NFL)).scopes).toContain('rosters');
    expect(sent).toEqual([]);
  });
});

describe('a move that names a player after the opening of a window has purged the directory', () => {
  it("purges the player's team alone: the purge function remembers the directory", async () => {
    const { clock, upstream, purger, holdDirectory } = createPurgingWorld(OPENING - minutes(10));
    await holdDirectory();
    const purge = purger();
    await purge(NFL);
    clock.advance(minutes(10));
    expect(lineOf(await purge(NFL))).toBe('checked 0 [directory rosters]');
    clock.advance(minutes(10));
    upstream.announce(moveOf('Suspended LB Micah Parsons.'));
    expect(lineOf(await purge(NFL))).toBe(`checked 1 [directory player:${PARSONS} team:${PACKERS}]`);
  });
});

describe('a college league, which never has a directory', () => {
  // The day in January on which the portal of college football is open.
  const PORTAL = Date.UTC(2026, 0, 8, 15);

  it('has only those teams purged that its moves name, and queues no reload without one', async () => {
    const { clock, upstream, environment, purger, sent } = createPurgingWorld(PORTAL);
    const each = environment();
    await each.cache.read(each.resources.teams('cfb'));
    await each.drain();
    const purge = purger();
    await purge('cfb');
    const lines: string[] = [];
    for (const team of [RAMS, null]) {
      clock.advance(hours(2));
      upstream.announce(moveOf(`Transferred ${team}.`, team, '2026-01-08T08:00Z'));
      lines.push(lineOf(await purge('cfb')));
    }
    expect(lines).toEqual([`checked 1 [directory team:${RAMS}]`, `checked 1 [directory team:${RAMS}]`]);
    expect(sent.map(({ teams }) => teams)).toEqual([[RAMS], [RAMS]]);
  });

  it('queues no reload for a move that names no team: there is no directory to load', async () => {
    const { clock, upstream, purger, sent } = createPurgingWorld(PORTAL);
    const purge = purger();
    await purge('cfb');
    clock.advance(hours(2));
    upstream.announce(moveOf('Hired a coach.', null, '2026-01-08T08:00Z'));
    expect(lineOf(await purge('cfb'))).toBe('checked 1 [directory]');
    expect(sent).toEqual([]);
  });

  it('is not checked outside its portal', async () => {
    const { upstream, purger } = createPurgingWorld(QUIET_TIME);
    await purger()('cfb');
    expect(upstream.asked()).toEqual([]);
  });
});
