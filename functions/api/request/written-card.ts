import type { Absent, Derived, Entry, Found } from '../../../lib/cache/index.ts';
import type { Answers } from '../../../lib/http/answers/index.ts';
import { etagOf } from '../../../lib/http/bodies.ts';
import type { SentText } from '../../../lib/http/reply.ts';
import { sourceOf, type ComposedCard } from '../../../lib/sports/lookup/card.ts';
import type { CardPart } from '../../../lib/sports/model/index.ts';

/** What decides a card, in an order that is always the same. */
export interface CardMadeOf {
  /** Of the player and the season; the key of what is kept. */
  readonly name: string;
  /** What was read; undefined where there is nothing. */
  readonly madeOf: readonly (Found<unknown> | Absent | undefined)[];
  /** No part of it has failed. */
  readonly isWhole: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** A card as it is sent. */
export interface WrittenCard {
  /** Stands for everything but the tiers that had the parts, and their ages. */
  readonly etag: string;
  text(): SentText;
  /** The entries that its parts were read from. */
  readonly ingredients: readonly Found<unknown>[];
}

/** A card without the ages of its parts, and what it was made of. */
interface KeptCard {
  readonly head: string;
  readonly tail: string;
  /** Of both, in UTF-8. */
  readonly bytes: number;
  readonly etag: string;
  /** The parts, and where in what it was made of each has its entry. */
  readonly sources: readonly (readonly [CardPart, number])[];
  /** The entries by what tells them apart: they themselves would be held in memory by it. */
  readonly madeOf: readonly (EntryMark | undefined)[];
  /** As long as it is the same for the same entries: epoch ms, the end not included. */
  readonly from: number;
  readonly until: number;
}

type EntryMark = Pick<Entry, 'etag' | 'loadedAt' | 'freshUntil'>;

// To be raised when the text changes that the same parts make.
const CARD_VERSION = 1;

// What V8 spends on the marks and the list of sources, on the high side.
const MARKS_BYTES = 1536;

/**
 * Composes a card only if the entries that it is made of have changed, or the clock may have changed it. Its text is written
 * for every answer: it says how many seconds old its parts are.
 */
export const writtenCard = (
  derived: Pick<Derived, 'get' | 'set'>,
  of: CardMadeOf,
  compose: () => ComposedCard,
): WrittenCard => {
  const { name, madeOf, isWhole, now } = of;
  const before = derived.get(name) as KeptCard | undefined;
  const isSame = before !== undefined && isWhole && isStill(before, of);
  const card = isSame ? before : cardOf(compose(), of, before);
  if (!isSame) derived.set(name, card, (card.head.length + card.tail.length) * 2 + MARKS_BYTES);
  const ingredients: Found<unknown>[] = [];
  for (const [, at] of card.sources) {
    const from = madeOf[at];
    if (from?.kind === 'value' && !ingredients.includes(from)) ingredients.push(from);
  }
  return {
    etag: card.etag,
    ingredients,
    text() {
      const sources = sourcesText(card, madeOf, now);
      return { text: `${card.head},${sources},${card.tail}`, bytes: card.bytes + sources.length + 2 };
    },
  };
};

const isStill = ({ from, until, madeOf: marks }: KeptCard, { madeOf, now }: CardMadeOf): boolean =>
  from <= now && now < until && marks.every((mark, index) => isMarked(mark, madeOf[index]?.entry));

const isMarked = (mark: EntryMark | undefined, entry: Entry | undefined): boolean =>
  mark === undefined || entry === undefined
    ? mark === entry
    : mark.etag === entry.etag && mark.loadedAt === entry.loadedAt && mark.freshUntil === entry.freshUntil;

const cardOf = (
  { card, sources, standsUntil }: ComposedCard,
  { madeOf, isWhole, now }: CardMadeOf,
  before: KeptCard | undefined,
): KeptCard => {
  const { missing, ...parts }: Omit<Answers['card'], 'sources'> = card;
  const head = JSON.stringify(parts).slice(0, -1);
  const tail = `"missing":${JSON.stringify(missing)}}`;
  // To compare two texts takes less than to hash one.
  const known = before?.head === head && before.tail === tail ? before : undefined;
  return {
    head,
    tail,
    bytes: known?.bytes ?? Buffer.byteLength(head) + Buffer.byteLength(tail),
    etag: known?.etag ?? etagOf(`[${CARD_VERSION},${head},${tail}]`),
    sources: [...sources].map(([part, from]) => [part, madeOf.indexOf(from)]),
    madeOf: madeOf.map((each) => each && markOf(each)),
    from: now,
    until: isWhole ? standsUntil : now,
  };
};

const markOf = ({ entry: { etag, loadedAt, freshUntil } }: Found<unknown> | Absent): EntryMark => ({
  etag,
  loadedAt,
  freshUntil,
});

/** `"sources":{…}`, of letters of one byte: tiers and parts are named by us. Several parts are of one entry. */
const sourcesText = ({ sources }: KeptCard, madeOf: CardMadeOf['madeOf'], now: number): string => {
  const told: (string | undefined)[] = [];
  let text = '';
  for (const [part, at] of sources) {
    const from = madeOf[at];
    if (from?.kind !== 'value') continue;
    text += `${text === '' ? '' : ','}"${part}":${(told[at] ??= sourceText(from, now))}`;
  }
  return `"sources":{${text}}`;
};

const sourceText = (from: Found<unknown>, now: number): string => {
  const { tier, age } = sourceOf(from, now);
  return `{"tier":"${tier}","age":${age}}`;
};
