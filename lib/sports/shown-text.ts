// Control characters, line breaks, halves of letters, marks that turn the direction of what follows, and other signs that
// nobody sees.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/**
 * A text as it may be shown to anybody, in somebody else's chat window: in one line, in the direction of the text around
 * it, and at most `max` UTF-16 units long, as those who limit it count. A letter of two units stays whole. Empty: there
 * is nothing to show.
 */
export const shownText = (text: string, max: number): string => {
  const clean = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  if (clean.length <= max) return clean;
  return `${clean.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
};
