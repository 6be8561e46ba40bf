import type { CacheKey } from '../../lib/cache/index.ts';

export interface NaiveMember {
  readonly key: CacheKey;
  bytes: number;
  uses: number;
}

/** S3-FIFO as it is told: arrays, oldest first, searched from end to end. The oracle of the real one. */
export interface NaiveS3Fifo {
  readonly small: readonly NaiveMember[];
  readonly main: readonly NaiveMember[];
  readonly ghost: readonly NaiveMember[];
  readonly evicted: readonly CacheKey[];
  get(key: CacheKey): boolean;
  set(key: CacheKey, bytes: number): void;
  expire(key: CacheKey): void;
}

export const createNaiveS3Fifo = (maxBytes: number): NaiveS3Fifo => {
  const small: NaiveMember[] = [];
  const main: NaiveMember[] = [];
  const ghost: NaiveMember[] = [];
  const evicted: CacheKey[] = [];

  const find = (queue: readonly NaiveMember[], key: CacheKey) => queue.find((member) => member.key === key);

  const take = (queue: NaiveMember[], key: CacheKey): NaiveMember | undefined => {
    const at = queue.findIndex((member) => member.key === key);
    return at < 0 ? undefined : queue.splice(at, 1)[0];
  };

  const remember = ({ key, bytes }: NaiveMember): void => {
    ghost.push({ key, bytes: Math.max(bytes, 2048), uses: 0 });
    while (weight(ghost) > maxBytes * 0.9) ghost.shift();
  };

  const evictOne = (): void => {
    const fromSmall = weight(small) > maxBytes * 0.1 || main.length === 0;
    const member = fromSmall ? small.shift() : main.shift();
    if (member === undefined) throw new Error('nothing left to evict');
    if (fromSmall && member.uses >= 2) {
      main.push({ ...member, uses: 0 });
    } else if (!fromSmall && member.uses > 0) {
      main.push({ ...member, uses: member.uses - 1 });
    } else {
      evicted.push(member.key);
      if (fromSmall) remember(member);
    }
  };

  const makeRoom = (bytes: number): void => {
    while (weight(small) + weight(main) + bytes > maxBytes) evictOne();
  };

  const drop = (key: CacheKey): void => {
    for (const queue of [small, main, ghost]) take(queue, key);
  };

  return {
    small,
    main,
    ghost,
    evicted,
    get(key) {
      const member = find(small, key) ?? find(main, key);
      if (member !== undefined) member.uses = Math.min(member.uses + 1, 3);
      return member !== undefined;
    },
    set(key, bytes) {
      if (bytes > maxBytes) {
        drop(key);
        return;
      }
      const held = find(small, key) ?? find(main, key);
      if (held !== undefined && weight(small) + weight(main) - held.bytes + bytes <= maxBytes) {
        held.bytes = bytes;
        return;
      }
      const queue = (find(main, key) ?? find(ghost, key)) ? main : small;
      drop(key);
      makeRoom(bytes);
      queue.push({ key, bytes, uses: held?.uses ?? 0 });
    },
    expire(key) {
      const resident = take(main, key);
      if (resident !== undefined) remember(resident);
      take(small, key);
    },
  };
};

const weight = (queue: readonly NaiveMember[]): number => queue.reduce((sum, { bytes }) => sum + bytes, 0);
