import * as v from 'valibot';
import { describe, type League, type LeagueId, type LiveState, type Result } from '../../client/index.ts';
import { fitted, originOf, told } from '../parts/answer.ts';
import { gameOf, GameSchema, gameText } from '../parts/games.ts';
import { otherwise } from '../parts/otherwise.ts';
import { league, more, outcome, text, toolSchema } from '../parts/schema.ts';
import { timeText } from '../parts/texts.ts';
import type { Asking, Outcome, Tool } from '../parts/tool.ts';

const Input = v.strictObject({
  league: v.exactOptional(v.pipe(league, v.description("With the day's games; default: all"))),
});
type Input = v.InferOutput<typeof Input>;

const LeagueSchema = v.object({
  id: text,
  season: text,
  phase: text,
  window: v.exactOptional(text),
  nextWindow: v.exactOptional(text),
  offers: text,
});

const Output = v.object({
  ...outcome,
  leagues: v.exactOptional(v.array(LeagueSchema)),
  games: v.exactOptional(v.array(GameSchema)),
  more,
});
type Output = v.InferInput<typeof Output>;

const run = async ({ league: id }: Input, { client, call, person }: Asking): Promise<Outcome> => {
  const [leagues, live] = await Promise.all([
    client.leagues(call),
    id === undefined ? undefined : client.league(id).live(call),
  ]);
  if (leagues.kind !== 'ok') return otherwise(leagues, { field: 'league', typed: id ?? '', person });
  const served = leagues.data.leagues.filter((each) => id === undefined || each.id === id);
  if (id !== undefined && served.length === 0) return notServed(id, leagues.data.leagues);
  const structure: Output = { kind: 'ok', leagues: served.map(leagueOf), ...originOf(leagues.meta) };
  const lines = served.map(leagueText);
  if (live === undefined) return told({ lines, last: describe(leagues), structure });
  return told({
    lines: [...lines, ...gamesText(live)],
    last: describe(live),
    structure:
      live.kind === 'ok'
        ? { ...fitted(structure, 'games', live.data.games.map(gameOf)), ...originOf(live.meta) }
        : structure,
  });
};

const notServed = (id: LeagueId, served: readonly League[]): Outcome =>
  told({
    lines: [],
    last: `${id} is not served here; try ${served.map((each) => each.id).join(' or ')}.`,
    structure: { kind: 'not-offered' },
    isError: true,
  });

const gamesText = (live: Result<LiveState>): readonly string[] => {
  if (live.kind !== 'ok') return [];
  const games = live.data.games.map(gameText);
  return games.length === 0 ? ['No games on the list.'] : games;
};

const leagueOf = ({ id, season, phase, window, nextWindow, offers }: League): v.InferInput<typeof LeagueSchema> => ({
  id,
  season: season.label,
  phase,
  ...(window && { window: windowText(window) }),
  ...(nextWindow && { nextWindow: windowText(nextWindow) }),
  offers: Object.entries(offers)
    .flatMap(([name, isOffered]) => (isOffered ? [name] : []))
    .join(' '),
});

/** `trade-deadline 2026-11-01 to 2026-11-04`: the end is not part of it. */
const windowText = ({ kind, start, end }: NonNullable<League['window']>): string =>
  `${kind} ${timeText(start)} to ${timeText(end)}`;

const leagueText = (league: League): string => {
  const { id, season, phase, window, nextWindow } = leagueOf(league);
  const windows = [...(window ? [`now ${window}`] : []), ...(nextWindow ? [`next ${nextWindow}`] : [])];
  return [`${id} ${season}: ${phase}`, ...windows].join('; ');
};

export const leagueCalendar: Tool<Input> = {
  name: 'league_calendar',
  title: 'League calendar',
  description: "Season, phase, windows for trades and other moves, what is offered; of one league, the day's games.",
  input: toolSchema(Input),
  output: toolSchema(Output),
  run,
};
