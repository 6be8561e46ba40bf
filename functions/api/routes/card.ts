import type { Found } from '../../../lib/cache/index.ts';
import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { writtenReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { StatsQuery } from '../../../lib/http/schemas.ts';
import { composeCard } from '../../../lib/sports/lookup/card.ts';
import { readCardParts } from '../../../lib/sports/lookup/card-parts.ts';
import { isPlayerId, type LeagueId, type Player, type PlayerId } from '../../../lib/sports/model/index.ts';
import { isHinted, type Hints } from '../../../lib/sports/names/hints.ts';
import { absent, unavailable } from '../request/answers.ts';
import { documentGap, lineGap, liveGap } from '../request/card-gaps.ts';
import { writtenCard } from '../request/written-card.ts';
import { leadFrom, leadsOn } from '../../../lib/sports/lookup/leads-on.ts';
import type { ApiDeps } from '../request/deps.ts';
import { leagueIn, playerIn, queryOf, type ApiEvent } from '../request/event.ts';
import { noPlayerMeant, pathName, playerGone } from '../request/path-name.ts';
import { playerMeant } from '../request/player-meant.ts';
import { seasonAsked } from '../request/season-asked.ts';

/** A player, their team, headline, injury and games in one small answer. A part that fails never fails the card. */
export const card = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const of = leagueIn(event);
  const { id: league } = of;
  const text = playerIn(event);
  // A headline has its labels anyway.
  const { season: named = 'current', type, team, position } = queryOf(event, StatsQuery);
  const hints = { team, position };
  const current = await deps.seasons.current(league);
  const season = await seasonAsked(of, named, { now: context.now, current: () => Promise.resolve(current) });
  const askLine = async (id: PlayerId) => {
    const whose = { league, id, type };
    const [outcome] = await deps.lookup.ask([{ of: whose, query: deps.resources.statLine(whose, season) }]);
    if (outcome === undefined) throw new HttpProblem('internal-error', 'The stats were not looked up');
    return outcome;
  };
  const id = isPlayerId(text) && !isHinted(hints) ? text : undefined;
  const finding =
    id !== undefined ? playerById(deps, { league, id }, context) : playerByName(deps, { league, text, hints }, context);
  // Two calls side by side, where the id is known.
  const asking = id !== undefined ? askLine(id) : finding.then(({ document }) => askLine(document.value().id));
  // Both, whatever comes of the first: nothing goes on behind an answer.
  const [found, asked] = await Promise.allSettled([finding, asking]);
  if (found.status === 'rejected') throw found.reason;
  if (asked.status === 'rejected') throw asked.reason;
  const { document, consulted } = found.value;
  const outcome = asked.value;
  const line = 'answer' in outcome ? outcome.answer : undefined;
  const lead = [document, ...(outcome.kind === 'ok' ? [outcome.answer] : [])].filter(leadsOn);
  const [first] = lead;
  if (first !== undefined) {
    const from = lead.find(({ served }) => served.by === 'upstream') ?? first;
    deps.predictor?.recordQuestion(league, { ...leadFrom(document.value().id, from), season, type });
  }
  const parts = await readCardParts(deps, { league, current, document, line, consulted });
  const now = deps.clock.now();
  const { games } = parts;
  const madeOf = [document, line, parts.teams, parts.roster, games?.live, games?.document, games?.log];
  const failed = [outcome, parts.withoutDocument].filter((part) => part?.kind === 'failed').length;
  const compose = () =>
    composeCard({
      league,
      season,
      seasonType: type,
      document,
      line: outcome.kind === 'ok' ? outcome.answer : lineGap(outcome, now),
      ...parts,
      now,
      gaps: {
        document: documentGap(parts.withoutDocument, now),
        live: liveGap(deps.upstream.can(league, 'live')),
      },
    });
  const name = `card ${league} ${document.value().id} ${season} ${type}`;
  const written = writtenCard(deps.cache.derived, { name, madeOf, isWhole: failed === 0, now }, compose);
  const ingredients = new Set<Ingredient>([
    ...written.ingredients,
    ...consulted,
    ...(line === undefined ? [] : [line]),
  ]);
  return writtenReply(written, { ingredients: [...ingredients], failed }, context);
};

interface FoundPlayer {
  readonly document: Found<Player>;
  readonly consulted: readonly Ingredient[];
}

const playerById = async (
  { cache, resources }: ApiDeps,
  { league, id }: { readonly league: LeagueId; readonly id: PlayerId },
  context: ReplyContext,
): Promise<FoundPlayer> => {
  const document = await cache.read(resources.player(league, id));
  if (document.kind === 'failed') throw unavailable(document);
  if (document.kind === 'value') return { document, consulted: [] };
  const detail = `The provider knows no ${league} player ${id}`;
  throw absent('player-not-found', detail, { field: 'player', ingredients: [document] }, context);
};

const playerByName = async (
  deps: ApiDeps,
  named: { readonly league: LeagueId; readonly text: string; readonly hints: Hints },
  context: ReplyContext,
): Promise<FoundPlayer> => {
  const meant = await playerMeant(deps, { ...named, form: pathName(named.text, named.hints), needsDocument: true });
  if (meant.kind !== 'one') throw noPlayerMeant(named, meant.resolution, meant.ingredients, context);
  const { document, ingredients } = meant;
  if (document?.kind !== 'value') throw playerGone(named, ingredients, context);
  return { document, consulted: ingredients };
};
