/**
 * Runs `work` on each of the list, at most `limit` at once. Every call is waited for, also after one failed: what is
 * left hanging resumes in somebody else's invocation.
 */
export const settleConcurrent = async <T, R>(
  list: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<readonly PromiseSettledResult<R>[]> => {
  const outcomes: PromiseSettledResult<R>[] = [];
  const waiting = list.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      try {
        outcomes[index] = { status: 'fulfilled', value: await work(item) };
      } catch (reason) {
        outcomes[index] = { status: 'rejected', reason };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, list.length) }, lane));
  return outcomes;
};

/** As `settleConcurrent`, but answers the results in order, or rejects with the first fault once all is done. */
export const mapConcurrent = async <T, R>(
  list: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> =>
  (await settleConcurrent(list, limit, work)).map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
