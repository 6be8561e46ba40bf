import type { LeagueId, Phase, SeasonPhases } from '../../sports/model/index.ts';
import type { UpstreamCall } from '../../sports/upstream/index.ts';
import { instantAt, listAt, seasonAt, textAt } from '../shapes/read.ts';
import { documentOf, malformed } from './answer.ts';
import { webPath, type EspnHosts } from './hosts.ts';

const PHASES: ReadonlyMap<string, Phase> = new Map([
  ['1', 'preseason'],
  ['2', 'regular'],
  ['3', 'postseason'],
  ['4', 'off-season'],
  ['5', 'play-in'],
]);

export const loadSeason = async (hosts: EspnHosts, league: LeagueId, call: UpstreamCall): Promise<SeasonPhases> => {
  const json = documentOf(await hosts.web(`${webPath(league)}/season`, call), `the ${league} season`);
  const season = seasonAt(json, 'year');
  const types = listAt(json, 'types');
  const phases = types?.flatMap((type) => readPhase(type) ?? []);
  const isUnreadable = types !== undefined && types.length > 0 && phases?.length === 0;
  if (season === null || phases === undefined || isUnreadable) throw malformed(`no ${league} season`);
  return { league, season, phases };
};

/** Undefined for an unknown kind; a known one without its dates is malformed, because the season would lack it. */
const readPhase = (json: unknown): SeasonPhases['phases'][number] | undefined => {
  const phase = PHASES.get(textAt(json, 'type') ?? textAt(json, 'id') ?? '');
  if (phase === undefined) return undefined;
  const start = instantAt(json, 'startDate');
  const end = instantAt(json, 'endDate');
  if (start === null || end === null || end < start) throw malformed(`a ${phase} without its dates`);
  return { phase, start, end };
};
