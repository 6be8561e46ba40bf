import type { Found } from '../../cache/index.ts';
import { glossaryOf, statLookup, type KnownStat } from '../glossary/index.ts';
import type { LeagueId, SeasonType, Leader } from '../model/index.ts';
import { positionFits } from '../names/positions.ts';
import type { LeaderPage } from '../stats/index.ts';
import { readHeldTable, type HeldTableOptions } from './held-table.ts';
import { qualificationOf, type Qualification } from './qualification.ts';
import { rank } from './rank.ts';
import { statNamed, type NamedStat, type StatPath } from './stat-named.ts';

export interface LeadersQuestion {
  readonly league: LeagueId;
  readonly season: number;
  readonly type: SeasonType;
  /** As it was typed. */
  readonly stat: string;
  /** As it was typed. */
  readonly position?: string | undefined;
  /** Undefined: what the glossary says is better comes first, and of a stat of which neither is the most. */
  readonly order?: 'asc' | 'desc' | undefined;
  /** Whether those are left out who have done too little to lead. */
  readonly qualified: boolean;
}

export interface Leaders {
  readonly kind: 'ok';
  readonly stat: StatPath;
  readonly known: KnownStat;
  readonly order: 'asc' | 'desc';
  /** Who may lead; undefined: everybody. */
  readonly qualification: Qualification | undefined;
  /** Everybody who is ranked. */
  readonly leaders: readonly Leader[];
  /** When the oldest page of the table was loaded (epoch ms). */
  readonly asOf: number;
  readonly pages: readonly Found<LeaderPage>[];
}

export type LeadersOutcome =
  | Leaders
  /** The provider has no table of the league. */
  | { readonly kind: 'not-offered' }
  /** No table that has the stat is held whole. `held`: pages of other groups. */
  | { readonly kind: 'no-table'; readonly held: number; readonly missing: number }
  | (Exclude<NamedStat, { readonly kind: 'one' }> & { readonly pages: readonly Found<LeaderPage>[] });

/** Who leads a league in a stat. Nothing is loaded. */
export type FindLeaders = (question: LeadersQuestion) => Promise<LeadersOutcome>;

/**
 * @example
 * const findLeaders = createLeaders({ cache, resources, upstream });
 * await findLeaders({ league: 'nfl', season: 2024, type: 'regular', stat: 'passingYards', qualified: true });
 */
export const createLeaders =
  (options: HeldTableOptions): FindLeaders =>
  async ({ league, season, type, stat: text, position, order: asked, qualified }) => {
    if (!options.upstream.can(league, 'seasonTable')) return { kind: 'not-offered' };
    const { pages, missing } = await readHeldTable(options, { league, season, type });
    if (pages.length === 0) return { kind: 'no-table', held: 0, missing };
    const tables = pages.map((page) => page.value());
    const lookup = statLookup(league);
    const own = tables.flatMap(statsOf).map((stat) => ({ ...stat, label: lookup(stat.category, stat.name).label }));
    // What else the league counts may be on a page that is missing.
    const named = statNamed(text, missing === 0 ? own : [...own, ...glossaryOf(league)]);
    if (named.kind !== 'one') return { ...named, pages };
    const { stat } = named;
    if (!own.some(({ category, name }) => category === stat.category && name === stat.name)) {
      return { kind: 'no-table', held: pages.length, missing };
    }
    const known = lookup(stat.category, stat.name);
    const order = asked ?? (known.direction === 'lower' ? 'asc' : 'desc');
    const qualification = qualificationOf(league, stat, { known, order });
    const leaders = rank(tables, {
      stat,
      order,
      qualification: qualified ? qualification : undefined,
      isMeant: (onFile) => position === undefined || positionFits(league, position, onFile),
    });
    const asOf = Math.min(...pages.map(({ entry }) => entry.loadedAt));
    return { kind: 'ok', stat, known, order, qualification, leaders, asOf, pages };
  };

const statsOf = ({ categories }: LeaderPage): readonly StatPath[] =>
  Object.entries(categories).flatMap(([category, { stats }]) => Object.keys(stats).map((name) => ({ category, name })));
