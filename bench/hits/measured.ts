// A program of its own: what is measured has a process to itself. Told what to do in one argument, answers over IPC.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { do_not_optimize, measure } from 'mitata';
import { createStack } from '../../functions/api/stack.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { subjectOpener } from '../peers/subject.ts';
import type { Event } from '../warm-league.ts';
import { profileOf, type Spent } from './profile.ts';
import { PLAIN_ROSTER, questionsAbout, ROSTER } from './questions.ts';

export interface HitsTask {
  /** The folders of the bundles. */
  readonly api: string;
  readonly constant: string;
  readonly rounds: number;
  /** Milliseconds from this machine's time to the function's. */
  readonly offset: number;
  /** The answer to measure beside the constant; undefined: all of them. */
  readonly only?: string | undefined;
  /** The answer to profile instead of measuring; made by the functions as they are written, for the sake of names. */
  readonly profile?: string | undefined;
}

/** What the program answers with. */
export type HitsResult = { readonly rows: readonly HitsRow[] } | { readonly spent: readonly Spent[] };

export interface HitsRow {
  readonly name: string;
  readonly atMost?: number;
  /** Nanoseconds: the median of each round. */
  readonly rounds: readonly number[];
  /** On V8's heap and beside it, for each answer. */
  readonly allocated: number;
  /** Of the body that is sent. */
  readonly bytes: number;
}

type Handler = (event: object, context: object) => Promise<Reply>;

/** Of a handler, with an event of its own for each call, as the runtime makes one. */
interface Candidate {
  readonly name: string;
  readonly atMost?: number | undefined;
  readonly handler: Handler;
  readonly event: Event;
}

const CONTEXT = { awsRequestId: 'bench' };
const CPU_TIME = 150_000_000;

const handlerIn = async (folder: string, entry = 'lambda.mjs'): Promise<Handler> => {
  const { handler } = (await import(pathToFileURL(join(folder, entry)).href)) as { readonly handler: Handler };
  return handler;
};

const handlerAsWritten = (): Promise<Handler> =>
  handlerIn(join(import.meta.dirname, '..', '..', 'functions', 'api'), 'lambda.ts');

const ask = ({ handler, event }: Candidate): Promise<Reply> => handler({ ...event }, CONTEXT);

/** What somebody writes who has a cache in memory: the value of the fastest peer, as JSON, packed where that is taken. */
const straightforward = async (value: unknown): Promise<Handler> => {
  const open = await subjectOpener('layered-loader');
  const redis = { host: '127.0.0.1', port: 1 };
  const hour = 3_600_000;
  const options = {
    redis,
    ttl: hour,
    staleFor: 0,
    coherenceWindow: hour,
    memoryOnly: true,
    tagged: false,
    patient: true,
  };
  const cache = await open(options);
  const load = (): Promise<unknown> => Promise.resolve(value);
  return createStack({
    settled: () => Promise.resolve(),
    drain: () => Promise.resolve(),
    clock: Date,
    onReplied: () => undefined,
    onUnexpected: () => undefined,
    keys: undefined,
    wrongKeys: { count: () => undefined },
    cors: [],
  }).handler(async ({ headers, pathParameters }) => {
    const text = JSON.stringify(await cache.get(`roster:${pathParameters?.team ?? ''}`, load));
    const typed = { 'content-type': 'application/json', 'cache-control': 'private, max-age=30' };
    if (!/\bgzip\b/.test(headers['accept-encoding'] ?? '')) {
      return { statusCode: 200, headers: typed, body: text, isBase64Encoded: false };
    }
    const body = gzipSync(text).toString('base64');
    return { statusCode: 200, headers: { ...typed, 'content-encoding': 'gzip' }, body, isBase64Encoded: true };
  }) as unknown as Handler;
};

const playersOf = (roster: string): readonly string[] =>
  (JSON.parse(roster) as { readonly players: readonly { readonly id: string }[] }).players.map(({ id }) => id);

/** Asks until memory answers; throws where it does not. */
const settle = async (candidate: Candidate): Promise<Reply> => {
  for (let tries = 0; tries < 5; tries += 1) {
    const reply = await ask(candidate);
    if (reply.statusCode !== 200) throw new Error(`${candidate.name}: ${reply.body}`);
    const from = reply.headers['cache-status'] ?? 'l1; hit';
    if (from.startsWith('l1; hit') && !from.includes('detail')) return reply;
  }
  throw new Error(
    `${candidate.name} is not answered from memory: ${(await ask(candidate)).headers['cache-status'] ?? ''}`,
  );
};

const CONSTANT = 'a constant';
const CALLS = 100;
const WARM_CALLS = 1000;

/** Bytes for each answer: the least of a few tries, because a collection hides some of it and other work adds to it. */
const allocatedBy = async (candidate: Candidate): Promise<number> => {
  const tries: number[] = [];
  const held = (): number => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  for (let attempt = 0; attempt < 9; attempt += 1) {
    globalThis.gc?.();
    const before = held();
    for (let call = 0; call < CALLS; call += 1) await ask(candidate);
    const allocated = (held() - before) / CALLS;
    if (allocated > 0) tries.push(allocated);
  }
  return tries.toSorted((a, b) => a - b)[Math.floor(tries.length / 2)] ?? Number.NaN;
};

const main = async ({ api, constant, rounds, offset, only, profile }: HitsTask): Promise<HitsResult> => {
  const now = Date.now.bind(Date);
  Date.now = () => now() + offset;
  const handler = await (profile === undefined ? handlerIn(api) : handlerAsWritten());
  const question = (name: string, event: Event): Candidate => ({ name, handler, event });
  const roster = (await ask(question('roster', PLAIN_ROSTER))).body;
  const players = [...playersOf(roster)];
  for (const team of ['2', '9', '21']) {
    const { body } = await ask(question(team, { ...PLAIN_ROSTER, pathParameters: { league: 'nfl', team } }));
    players.push(...playersOf(body));
  }
  const naive = await straightforward(JSON.parse(roster));
  const all: readonly Candidate[] = [
    { name: CONSTANT, handler: await handlerIn(constant), event: ROSTER },
    ...questionsAbout(players).map(({ name, atMost, event }) => ({ ...question(name, event), atMost })),
    { name: 'roster, straightforward', handler: naive, event: ROSTER },
    { name: 'roster, straightforward, without gzip', handler: naive, event: PLAIN_ROSTER },
  ];
  const candidates = all.filter(({ name }) => only === undefined || name === only || name === CONSTANT);
  if (profile !== undefined) {
    const candidate = candidates.find(({ name }) => name === profile);
    if (candidate === undefined) throw new Error(`Nothing is called ${profile}`);
    await settle(candidate);
    return { spent: await profileOf(() => ask(candidate)) };
  }
  const times = new Map<string, number[]>(candidates.map(({ name }) => [name, []]));
  const sizes = new Map<string, number>();
  // Compiled before anything is measured: whoever comes first would pay for all.
  for (const candidate of candidates) {
    await settle(candidate);
    for (let call = 0; call < WARM_CALLS; call += 1) await ask(candidate);
  }
  // Interleaved: a slow moment of the machine meets all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const candidate of candidates) {
      const { body } = await settle(candidate);
      sizes.set(candidate.name, body.length);
      const hit = async (): Promise<void> => do_not_optimize(await ask(candidate));
      const { p50 } = await measure(hit, { min_cpu_time: CPU_TIME });
      times.get(candidate.name)?.push(p50);
    }
  }
  const rows: HitsRow[] = [];
  for (const candidate of candidates) {
    const { name, atMost } = candidate;
    await settle(candidate);
    const allocated = await allocatedBy(candidate);
    const row = { name, rounds: times.get(name) ?? [], allocated, bytes: sizes.get(name) ?? 0 };
    rows.push(atMost === undefined ? row : { ...row, atMost });
  }
  return { rows };
};

process.on('disconnect', () => process.exit());
process.send?.(await main(JSON.parse(process.argv[2] ?? '{}') as HitsTask));
process.exit();
