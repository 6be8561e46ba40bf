/** Numbers from 0 up to 1, the same ones in the same order for the same text. */
export type Random = () => number;

/** FNV-1a: the same text is the same 32-bit number everywhere. */
export const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
};

/** mulberry32: small, fast and even enough for made-up careers. Nothing secret hangs on it. */
export const randomOf = (text: string): Random => {
  let state = hash(text);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
};

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** A number about the middle of `low` and `high`: the extremes are rare, as in life. */
export const around = (random: Random, low: number, high: number): number =>
  low + ((random() + random()) / 2) * (high - low);

export const pick = <T>(random: Random, items: readonly [T, ...T[]]): T =>
  items[Math.floor(random() * items.length)] ?? items[0];
