/** A few characters that stand for a text: it may be long, and hold what a user typed. FNV-1a, 32 bits. */
export const shortName = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(36);
};
