import type { TransactionRecord } from '../upstream.ts';

/**
 * A short name for each move of a list, in its order. The list knows days and not times, so only the whole line says
 * which move it is; of lines that read the same, the oldest is the first. One that repeats a line of the same day that
 * the list has no room for any more passes for it.
 */
export const fingerprintsOf = (moves: readonly TransactionRecord[]): readonly string[] => {
  const counts = new Map<string, number>();
  return moves
    .toReversed()
    .map(({ date, teamId, description }) => {
      const hash = hashOf(`${date} ${teamId ?? ''} ${description}`);
      const count = (counts.get(hash) ?? 0) + 1;
      counts.set(hash, count);
      return count === 1 ? hash : `${hash}.${count}`;
    })
    .toReversed();
};

// FNV-1a's prime and offset, and another offset for the second half.
const PRIME = 0x01000193;
const OFFSETS = [0x811c9dc5, 0x3c6ef372];

/** 64 bits: among the few hundred that are remembered no two are ever alike by chance. */
const hashOf = (text: string): string =>
  OFFSETS.map((offset) => {
    let hash = offset;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
    return (hash >>> 0).toString(36);
  }).join('-');
