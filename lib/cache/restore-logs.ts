import type { Asked } from './coherence.ts';
import type { Engine } from './engine.ts';
import type { PurgeLog } from './purge-log.ts';
import type { ReliableTier, TierAnswer } from './reliable-tier.ts';

/** Gives each tier that answered without a purge log that of another one. Deferred. */
export const restoreLogs = (
  { tiers, coherence, defer, newStamp }: Engine,
  {
    namespace,
    answers,
    asked,
  }: { readonly namespace: string; readonly answers: readonly TierAnswer[]; readonly asked: Asked },
): void => {
  const logless = answers.filter(([, { purges }]) => purges === undefined).map(([tier]) => tier);
  const source = answers.find(([, { purges }]) => purges !== undefined)?.[0];
  if (source !== undefined) {
    // Asked for alone, a log is read consistently: beside values it may lag a moment, and a copy would keep that.
    const copy = async (): Promise<PurgeLog | undefined> => (await source.read(namespace, { keys: [] }))?.purges;
    for (const tier of logless) defer(tier.restore(namespace, copy));
  } else if (answers.length === tiers.length) {
    // There is no other tier to ask: a new log begins, under which nothing old is valid.
    const log: PurgeLog = new Map([['*', newStamp()]]);
    // What is loaded now is loaded under it.
    coherence.learn(namespace, log, asked);
    defer(beginLog(namespace, logless.toReversed(), log));
  }
};

/** The far tier keeps what it can of its own log, and so the nearer ones copy that. */
const beginLog = async (namespace: string, farFirst: readonly ReliableTier[], log: PurgeLog): Promise<void> => {
  const [farthest, ...nearer] = farFirst;
  if (farthest === undefined || !(await farthest.restore(namespace, () => Promise.resolve(log)))) return;
  const copy = async (): Promise<PurgeLog | undefined> => (await farthest.read(namespace, { keys: [] }))?.purges;
  for (const tier of nearer) await tier.restore(namespace, copy);
};
