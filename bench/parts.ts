interface Part {
  readonly says: string;
  /** The words it gets when everything is measured; a part without them runs only when it is named. */
  readonly whole?: readonly string[];
}

/** What can be measured. Each part is `bench/NAME/main.ts`, a program of its own. */
export const PARTS = {
  hits: {
    says: 'answers from memory, event in, result out: times a constant answer of the same middleware',
    whole: [],
  },
  peers: { says: 'the engine beside seven other caches on a real redis-server', whole: [] },
  l2: { says: 'hits in Redis beside a bare fetch of the same bytes: requests, commands, times it', whole: [] },
  cold: {
    says: 'new environments within the CPU that Lambda gives them: the start, the first answer and the second',
    whole: ['--times', '5'],
  },
  scale: {
    says: 'the engine in up to 1,000 environments on one stepped clock: commands, units, loads, leases, purges',
    whole: [],
  },
  growth: {
    says: 'how costs grow with environments, entries, purges, batches, players and callers: exponents and ratios',
    whole: [],
  },
  warm: {
    says: 'the warm function on a whole NFL from cold: provider calls, its memory, its CPU beside the time it takes',
    whole: ['--quick'],
  },
  scenarios: { says: 'provider calls, Redis commands and bills, counted through the whole stack', whole: ['rows'] },
  engine: {
    says: 'hits in memory, evictions and misses beside lru-cache, tables of a season, predictions',
    whole: [],
  },
  house: { says: 'what the code looks like to its readers: files, circles, files that a question crosses' },
  autocomplete: {
    says: 'sixty beginnings of names: who is shown, what a question costs, and the first in a new environment',
  },
  cards: { says: 'replies of a bot, drawn from real answers; requests and provider calls of each' },
  dashboard: { says: 'the dashboard in Chromium: its numbers against an independent count, what goes wrong, pictures' },
  look: { says: 'the start page and the reference in Chromium, with pictures; a request sent from the page' },
  quickstart: { says: 'docs/quickstart.md followed to the letter in an empty folder' },
  terminal: { says: 'what a person sees of `statline warm`, recorded in tmux' },
  watch: { says: 'what the Discord example says in each scene, step by step' },
  alarms: { says: 'each fault of the runbook on the local stack: which alarms fire, and what one sees where' },
  container: {
    says: 'the Dockerfile without Docker: its steps, its command as a plain user, stopped and started again',
  },
  attacks: { says: 'hostile requests and broken neighbours, with what they did counted' },
} as const satisfies Readonly<Record<string, Part>>;

export type PartName = keyof typeof PARTS;

/** A part that is to run, and the words that follow its name. */
export interface WantedPart {
  readonly name: PartName;
  readonly words: readonly string[];
}

export const isPart = (word: string): word is PartName => Object.hasOwn(PARTS, word);

const partsOf: Readonly<Record<PartName, Part>> = PARTS;

/** The parts that measure how fast, how large and how dear: together they take at most 20 minutes on two quiet cores. */
export const WHOLE: readonly WantedPart[] = Object.keys(PARTS)
  .filter(isPart)
  .flatMap((name) => {
    const { whole } = partsOf[name];
    return whole === undefined ? [] : [{ name, words: whole }];
  });

/**
 * Reads `peers --quick scenarios season-week`: what follows a part's name and is no part's name belongs to that part.
 * Without a word what belongs to the whole runs. Undefined: the first word names no part.
 */
export const wantedParts = (words: readonly string[]): readonly WantedPart[] | undefined => {
  if (words.length === 0) return WHOLE;
  const parts: { readonly name: PartName; readonly words: string[] }[] = [];
  for (const word of words) {
    if (isPart(word)) parts.push({ name: word, words: [] });
    else if (parts.length === 0) return undefined;
    else parts.at(-1)?.words.push(word);
  }
  return parts;
};
