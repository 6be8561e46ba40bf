import { describe, expect, it } from 'vitest';
import type { LeagueId, PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { nameForm } from '../../../lib/sports/names/name-form.ts';
import { parseKey } from '../../../lib/sports/resources/parse-key.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

const { resources } = createDomain({ upstream: createFakeUpstream(), clock: createFakeClock() });

const league: LeagueId = 'nba';
const id = '1966' as PlayerId;

describe('a key', () => {
  it.each([
    resources.teams(league),
    resources.roster(league, '13' as TeamId),
    resources.player(league, id),
    resources.nameSearch(league, nameForm('LeBron James')),
    resources.nameSearch(league, nameForm('Jaren Jackson Jr.')),
    resources.statLine({ league, id, type: 'regular' }, 2024),
    resources.statLine({ league, id, type: 'postseason' }, 2024),
    resources.career({ league, id, type: 'regular' }),
    resources.directory(league),
    resources.live(league),
    resources.season(league),
    resources.moveList(league),
    resources.seasonTable({ league, season: 2024, type: 'regular', group: 'all', page: 2 }),
    resources.seasonTable({ league, season: 2024, type: 'postseason', group: 'all', page: 1 }),
    resources.career({ league, id, type: 'postseason' }),
    resources.gameLog({ league, id, season: 2024 }),
    resources.teamDocument(league, '13' as TeamId),
  ])('leads back to the question it answers: $key', ({ key, source, scopes, namespace }) => {
    expect(parseKey(resources, key)).toMatchObject({ key, namespace, scopes, source: { key: source.key } });
  });

  it.each([
    '',
    'nba',
    'nba:',
    'xyz:teams',
    'NBA:teams',
    'nba:teams:1',
    'nba:roster',
    'nba:roster:../13',
    'nba:player:abc',
    'nba:player:1:2',
    'nba:player:01966',
    'nba:live:1',
    'nba:table:2024:all',
    'nba:table:2024:ALL:1',
    'nba:table:2024:all:1:summer',
    'nba:name:',
    'nba:stats:1966:19',
    'nba:stats:1966:2024:summer',
    'nba:stats:1966:2024:regular:more',
    'nba:games:1966',
    'nba:games:1966:career',
    'nba:games:1966:2024:postseason',
    'nba:team:LAL',
    'nba:team:13:1',
    'nba:secrets:1',
  ])('that nobody makes leads nowhere: %j', (key) => {
    expect(parseKey(resources, key)?.key).not.toBe(key);
  });
});
