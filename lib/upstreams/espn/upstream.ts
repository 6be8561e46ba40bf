import type { Upstream } from '../../sports/upstream.ts';
import type { JsonClientOptions } from '../http.ts';
import { createJsonClient } from '../http.ts';
import { loadAthlete } from './athlete.ts';
import { loadCareer } from './career.ts';
import type { EspnAddresses } from './hosts.ts';
import { createEspnHosts } from './hosts.ts';
import { loadRoster } from './roster.ts';
import { loadSearch } from './search.ts';
import { loadTeams } from './teams.ts';

type EspnUpstreamOptions = EspnAddresses & JsonClientOptions;

/** ESPN's public JSON API: no key, no promise. It refuses User-Agents at will, so ours is configuration. */
export const createEspnUpstream = ({ siteUrl, webUrl, coreUrl, ...client }: EspnUpstreamOptions): Upstream => {
  const hosts = createEspnHosts({ siteUrl, webUrl, coreUrl }, createJsonClient(client));
  return {
    name: 'espn',
    teams: (league, call) => loadTeams(hosts, league, call),
    roster: (league, team, call) => loadRoster(hosts, league, team, call),
    search: (league, text, call) => loadSearch(hosts, league, text, call),
    player: (league, id, call) => loadAthlete(hosts, league, id, call),
    career: (league, id, type, call) => loadCareer(hosts, { league, id, type }, call),
  };
};
