import type { Seen } from '../../../test/support/ask.ts';
import type { Famous } from '../players.ts';
import { randomFrom } from '../random.ts';
import type { Stepper } from '../stepper.ts';

export interface PlannedMove {
  readonly player: Famous;
  /** By abbreviation. */
  readonly to: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface MovesOptions {
  readonly seed: number;
  readonly players: readonly Famous[];
  readonly teams: readonly string[];
  readonly count: number;
  /** The first and the last moment. */
  readonly from: number;
  readonly until: number;
}

/** Trades of popular players, each to another team, spread over some hours. Sorted by time. */
export const movesOf = ({ seed, players, teams, count, from, until }: MovesOptions): readonly PlannedMove[] => {
  const random = randomFrom(seed);
  const left = [...players];
  return Array.from({ length: Math.min(count, players.length) }, (): PlannedMove => {
    const [player] = left.splice(Math.floor(random() * left.length), 1) as [Famous];
    const others = teams.filter((team) => team !== player.team);
    const to = others[Math.floor(random() * others.length)] ?? player.team;
    return { player, to, at: from + Math.floor(random() * (until - from)) };
  }).sort((a, b) => a.at - b.at);
};

/** Every team that any part of an answer gives a player, by abbreviation; null: none. */
export const teamsTold = (answer: unknown, id: string): readonly (string | null)[] => {
  if (Array.isArray(answer)) return answer.flatMap((part) => teamsTold(part, id));
  if (!isRecord(answer)) return [];
  const own = answer.id === id && 'team' in answer ? [teamOf(answer.team)] : [];
  return [...own, ...Object.values(answer).flatMap((part) => teamsTold(part, id))];
};

const teamOf = (team: unknown): string | null =>
  isRecord(team) && typeof team.abbreviation === 'string' ? team.abbreviation : null;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Watches every answer for a team that a player has left. */
export interface MoveWatch {
  /** Asks every environment about the player in every way there is. From now on every answer must name the new team. */
  check(move: PlannedMove): Promise<void>;
  /** Looks at any other answer. */
  see(seen: Seen, path: string): void;
  readonly faults: readonly string[];
  asked(): number;
}

export const watchMoves = ({
  stepper,
  environments,
}: {
  readonly stepper: Stepper;
  readonly environments: number;
}): MoveWatch => {
  const checked: PlannedMove[] = [];
  const faults: string[] = [];
  let asked = 0;

  const look = (move: PlannedMove, seen: Seen, where: string): void => {
    const wrong = teamsTold(seen.json, move.player.id).filter((team) => team !== move.to);
    if (wrong.length > 0) faults.push(`${move.player.name} is with ${move.to}, and ${where} says ${wrong.join(', ')}`);
  };
  const probe = async (move: PlannedMove, environment: number): Promise<void> => {
    const { player, to } = move;
    const paths = [
      `/v1/nfl/players/${player.id}`,
      `/v1/nfl/players?name=${encodeURIComponent(player.name)}`,
      `/v1/nfl/teams/${to}/roster`,
      `/v1/nfl/teams/${player.team}/roster`,
    ];
    for (const path of paths) {
      const seen = await stepper.ask(path, { environment });
      asked += 1;
      const where = `environment ${environment} at ${path}`;
      look(move, seen, where);
      const told = teamsTold(seen.json, player.id).length;
      const isOldRoster = path === paths[3];
      if (seen.status !== 200 || (told === 0) !== isOldRoster) {
        faults.push(`${player.name}: ${where} answers ${seen.status} and names the player ${told} times`);
      }
    }
  };

  return {
    check: async (move) => {
      checked.push(move);
      for (let environment = 1; environment <= environments; environment += 1) await probe(move, environment);
    },
    see: (seen, path) => {
      for (const move of checked) look(move, seen, path);
    },
    faults,
    asked: () => asked,
  };
};
