/** Waits before the next attempt; `attempt` counts the ones made. */
export type Pause = (attempt: number) => Promise<void>;

export interface Retrying {
  /** How often a batch is sent at most, the first time included. */
  readonly attempts: number;
  readonly pause: Pause;
}

/** Up to 25, 50, 100, … ms, at random: environments that were refused together must not return together. */
export const backOff: Pause = async (attempt) => {
  const longest = 25 * 2 ** (attempt - 1);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
};

/**
 * DynamoDB may answer a batch in part. Sends the rest again until nothing is left or the attempts are used up;
 * answers what is left.
 */
export const sendAll = async <T>(
  batch: readonly T[],
  send: (part: readonly T[]) => Promise<readonly T[]>,
  { attempts, pause }: Retrying,
): Promise<readonly T[]> => {
  let left = await send(batch);
  for (let attempt = 1; attempt < attempts && left.length > 0; attempt += 1) {
    await pause(attempt);
    left = await send(left);
  }
  return left;
};

export const chunksOf = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
