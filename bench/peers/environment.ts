import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CallReport,
  CallRequest,
  Capabilities,
  Command,
  Reply,
  Request,
  Upstream,
} from './environment-messages.ts';
import { subjectOpener, type Instance } from './subject.ts';

// One execution environment: a child with caches in its memory, told over IPC what to ask them.

interface Opened {
  readonly cache: Instance;
  loads: number;
}

// Two kilobytes, as a player's season.
const PADDING = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(56);
const TIMEOUT_MS = 10_000;

const instances = new Map<number, Opened>();
let stray = 0;
process.on('unhandledRejection', () => (stray += 1));
process.on('uncaughtException', () => (stray += 1));
// The parent is gone: nobody else would end this.
process.on('disconnect', () => process.exit());

const loader =
  (opened: Opened, key: string, { takes, gives }: Upstream) =>
  async (): Promise<unknown> => {
    opened.loads += 1;
    if (takes > 0) await sleep(takes);
    if (gives === undefined) throw new Error('The upstream is down');
    return gives === null ? null : { key, version: gives, padding: PADDING };
  };

const versionOf = (value: unknown): string => {
  if (typeof value === 'object' && value !== null && 'version' in value) return String(value.version);
  return value === '' ? '""' : String(value);
};

const run = async (opened: Opened, request: CallRequest): Promise<CallReport> => {
  const { keys, times = 1, upstream, tags, batch = false, at, patience = TIMEOUT_MS } = request;
  if (at !== undefined) await sleep(Math.max(0, at - Date.now()));
  const before = opened.loads;
  const counts = { threw: 0, hung: 0 };
  const started = performance.now();
  const watch = async (work: Promise<unknown>): Promise<unknown> => {
    const enough = new AbortController();
    const hang = sleep(patience, 'hung', { signal: enough.signal }).then(() => {
      counts.hung += 1;
      throw new Error('hung');
    });
    hang.catch(() => undefined);
    try {
      return await Promise.race([work, hang]);
    } catch (error) {
      if (!(error instanceof Error && error.message === 'hung')) counts.threw += 1;
      return FAILED;
    } finally {
      enough.abort();
    }
  };
  const ask = async (key: string): Promise<unknown> => opened.cache.get(key, loader(opened, key, upstream), tags);
  const works = batch
    ? [watch(Promise.resolve(opened.cache.getMany?.(keys)))]
    : keys.flatMap((key) => Array.from({ length: times }, () => watch(ask(key))));
  const [first] = await Promise.all(works);
  const got = first === FAILED ? '-' : versionOf(first);
  return { ms: performance.now() - started, loads: opened.loads - before, ...counts, got };
};

const FAILED = Symbol('failed');

const obey = async (command: Command): Promise<unknown> => {
  if (command.do === 'stray') return stray;
  if (command.do === 'open') {
    const open = await subjectOpener(command.subject);
    const cache = await open(command.options);
    instances.set(command.instance, { cache, loads: 0 });
    return { batch: cache.getMany !== undefined, purge: cache.purge !== undefined } satisfies Capabilities;
  }
  const opened = instances.get(command.instance);
  if (opened === undefined) throw new Error(`No instance ${command.instance}`);
  switch (command.do) {
    case 'call':
      return run(opened, command.call);
    case 'purge':
      await opened.cache.purge?.(command.key, command.tags);
      return undefined;
    case 'loads':
      return opened.loads;
  }
};

process.on('message', (message) => {
  const { seq, command } = message as Request;
  const reply = (answer: Reply): void => void process.send?.(answer);
  obey(command).then(
    (result) => reply({ seq, result }),
    (error: unknown) => reply({ seq, error: error instanceof Error ? error.message : String(error) }),
  );
});
