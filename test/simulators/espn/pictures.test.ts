import { describe, expect, it } from 'vitest';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { createRapidApiUpstream } from '../../../lib/upstreams/rapidapi/upstream.ts';
import { startSimulatedRapidApi } from '../../../simulators/rapidapi/index.ts';
import { anyCall } from '../../support/fake-espn.ts';
import { HONEST, simulate } from './support.ts';

const upstreamAt = (url: string) =>
  createEspnUpstream({ siteUrl: url, webUrl: url, coreUrl: url, partnersUrl: url, userAgent: HONEST });

const fetched = async (address: string) => {
  const response = await fetch(address, { headers: { 'user-agent': HONEST } });
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
};

describe('what the simulated provider shows', () => {
  it.each(LEAGUES.map(({ id }) => id))(
    '%s: every address leads to the provider itself, and is answered',
    async (id) => {
      const espn = await simulate();
      const { url } = espn;
      const upstream = upstreamAt(url);
      const { teams } = await upstream.teams(id, anyCall);
      expect(
        teams.filter(({ color, alternateColor, logo, logoDark, link }) =>
          [color, alternateColor, logo, logoDark, link].includes(null),
        ),
      ).toEqual([]);
      const [team] = teams;
      const roster = await upstream.roster(id, team?.id ?? ('0' as TeamId), anyCall);
      const profiles = roster?.athletes.flatMap(({ profile }) => profile ?? []) ?? [];
      expect(profiles.filter(({ link }) => link === null)).toEqual([]);
      const before = espn.calls().total;
      const pictures = [team?.logo, team?.logoDark, ...profiles.map(({ headshot }) => headshot)].flatMap(
        (href) => href ?? [],
      );
      expect(pictures.length).toBeGreaterThan(profiles.length * 0.8);
      for (const href of pictures) {
        expect(href.startsWith(`${url}/i/`)).toBe(true);
        const { status, type, text } = await fetched(href);
        expect([status, type]).toEqual([200, 'image/svg+xml;charset=UTF-8']);
        expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<\/svg>$/);
      }
      for (const href of [team?.link ?? '', profiles[0]?.link ?? '']) {
        expect(await fetched(href)).toMatchObject({ status: 200, type: 'text/html;charset=UTF-8' });
      }
      expect(espn.calls().total).toBe(before);
    },
  );

  it('has the hands of baseball and hockey, and those who are hurt, for more than a day', async () => {
    let now = Date.parse('2026-02-04T17:00Z');
    const { url } = await simulate({ clock: { now: () => now } });
    const upstream = upstreamAt(url);
    const profilesOf = async (league: 'mlb' | 'nhl' | 'nfl', team: string) =>
      (await upstream.roster(league, team as TeamId, anyCall))?.athletes.map(({ profile }) => profile) ?? [];
    const generated = (await profilesOf('mlb', '10')).filter((profile) => profile?.bats != null);
    expect(generated.length).toBeGreaterThan(15);
    expect(new Set(generated.map((profile) => profile?.throws))).toEqual(new Set(['left', 'right']));
    expect((await profilesOf('nhl', '1')).filter((profile) => profile?.hand != null).length).toBeGreaterThan(15);
    const hurt = async () => (await profilesOf('nfl', '12')).flatMap((profile) => profile?.injury ?? []);
    const today = await hurt();
    expect(today.length).toBeGreaterThan(0);
    now += 60_000;
    expect(await hurt()).toEqual(today);
    const ages = today.map(({ since }) => (now - Date.parse(since ?? '')) / 86_400_000);
    expect(ages.filter((days) => days < -1 || days > 31)).toEqual([]);
  });

  it('draws nothing for an address that no document has', async () => {
    const { url } = await simulate();
    for (const path of [
      '/i/headshots/nfl/players/full/1.png',
      '/i/headshots/xfl/players/full/3139477.png',
      '/nfl/player/_/id/1/a-b',
      '/i/other.png',
    ]) {
      expect((await fetched(`${url}${path}`)).status, path).toBe(404);
    }
  });

  it('is shown by the simulated RapidAPI at its own address', async () => {
    const rapid = await startSimulatedRapidApi({ key: 'k' });
    try {
      const upstream = createRapidApiUpstream({ url: rapid.url, key: 'k', userAgent: HONEST });
      const athlete = await upstream.player('nfl', '3139477' as PlayerId, anyCall);
      expect(athlete?.profile?.headshot).toBe(`${rapid.url}/i/headshots/nfl/players/full/3139477.png`);
      expect((await fetched(athlete?.profile?.headshot ?? '')).text).toContain('>PM</text>');
    } finally {
      await rapid.close();
    }
  });
});
