import { withGetters } from './with-getters.ts';

/** What a queue needs of its members. Only the queue writes these, and one queue at a time. */
export interface Queued<T> {
  newer: T | undefined;
  older: T | undefined;
  bytes: number;
}

/** First in, first out, with the weight of what is in it. Every operation is O(1). */
export interface Queue<T extends Queued<T>> {
  readonly bytes: number;
  readonly length: number;
  readonly oldest: T | undefined;
  push(member: T, bytes: number): void;
  /** `member` is in this queue. */
  remove(member: T): void;
  /** Changes the weight of a member where it stands. */
  weigh(member: T, bytes: number): void;
}

// Linked through the members themselves: an entry that expires or is replaced leaves from the middle, which a ring
// answers with holes to count and to skip. And nothing is allocated when a member changes queues.
export const createQueue = <T extends Queued<T>>(): Queue<T> => {
  let newest: T | undefined;
  let oldest: T | undefined;
  let bytes = 0;
  let length = 0;

  const methods: Omit<Queue<T>, 'bytes' | 'length' | 'oldest'> = {
    push(member, weight) {
      member.bytes = weight;
      member.older = newest;
      if (newest === undefined) oldest = member;
      else newest.newer = member;
      newest = member;
      bytes += weight;
      length += 1;
    },
    remove(member) {
      const { newer, older } = member;
      if (newer === undefined) newest = older;
      else newer.older = older;
      if (older === undefined) oldest = newer;
      else older.newer = newer;
      member.newer = undefined;
      member.older = undefined;
      bytes -= member.bytes;
      length -= 1;
    },
    weigh(member, weight) {
      bytes += weight - member.bytes;
      member.bytes = weight;
    },
  };
  return withGetters<Queue<T>, 'bytes' | 'length' | 'oldest'>(methods, {
    bytes: () => bytes,
    length: () => length,
    oldest: () => oldest,
  });
};
