import type { UpstashRedis } from '../../lib/tiers/upstash/calls.ts';

/** Redis in this process, which answers with the JSON that Upstash's protocol would carry. Counts what it is asked. */
export interface HeldRedis {
  readonly redis: UpstashRedis;
  /** Since it was last asked. */
  readonly take: () => { readonly requests: number; readonly commands: number; readonly bytesRead: number };
  readonly textOf: (key: string) => string | undefined;
}

type SetOptions = { readonly nx?: boolean } | undefined;

/** No key ends before its time. */
export const createHeldRedis = (): HeldRedis => {
  const held = new Map<string, string>();
  // What is asked for again is not written again: that would be the server's work.
  const answers = new Map<string, string>();
  let counts = { requests: 0, commands: 0, bytesRead: 0 };

  const count = (commands: number): void => {
    counts.requests += 1;
    counts.commands += commands;
  };
  const put = (key: string, text: string, options?: SetOptions): 'OK' | null => {
    if (options?.nx === true && held.has(key)) return null;
    held.set(key, text);
    answers.clear();
    return 'OK';
  };

  const redis = {
    mget(keys: readonly string[]) {
      count(1);
      const name = keys.join(' ');
      const answer = answers.get(name) ?? JSON.stringify({ result: keys.map((key) => held.get(key) ?? null) });
      answers.set(name, answer);
      counts.bytesRead += answer.length;
      return Promise.resolve((JSON.parse(answer) as { readonly result: unknown }).result);
    },
    pipeline() {
      const writes: (() => 'OK' | null)[] = [];
      return {
        set: (...write: Parameters<typeof put>) => void writes.push(() => put(...write)),
        length: () => writes.length,
        exec() {
          count(writes.length);
          return Promise.resolve(writes.map((write) => write()));
        },
      };
    },
    set(...write: Parameters<typeof put>) {
      count(1);
      return Promise.resolve(put(...write));
    },
    get(key: string) {
      count(1);
      return Promise.resolve(held.get(key) ?? null);
    },
    append(key: string, text: string) {
      count(1);
      put(key, (held.get(key) ?? '') + text);
      return Promise.resolve(held.get(key)?.length ?? 0);
    },
    eval(_script: string, [key = '']: readonly string[], [before = '', after = '']: readonly string[]) {
      count(1);
      const isSame = held.get(key) === before;
      if (isSame) put(key, after);
      return Promise.resolve(isSame ? 1 : 0);
    },
    del(key: string) {
      count(1);
      return Promise.resolve(Number(held.delete(key)));
    },
  };
  return {
    // Of the client's many signatures the tier calls these.
    redis: redis as unknown as UpstashRedis,
    take: () => {
      const taken = counts;
      counts = { requests: 0, commands: 0, bytesRead: 0 };
      return taken;
    },
    textOf: (key) => held.get(key),
  };
};
