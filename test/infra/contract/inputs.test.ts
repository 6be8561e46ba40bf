import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { asJson, givenFor, ROUTE_INPUTS, type Given } from './input-values.ts';

// What the function parses with and what docs/openapi.json says of it, side by side.

const ajv = new Ajv2020({ strict: false, allErrors: true });

interface Exception {
  readonly reason: string;
  /** Which of the two takes more. */
  readonly wider: 'function' | 'document';
  readonly applies: (given: Given) => boolean;
}

const texts = (given: unknown): readonly string[] => {
  if (typeof given === 'string') return [given];
  return typeof given === 'object' && given !== null ? Object.values(given).flatMap(texts) : [];
};

const lists = ({ player_ids, names, players }: Given): readonly (readonly unknown[])[] =>
  [player_ids, names, players].filter((list) => Array.isArray(list));

/** Where the two may differ. */
const EXCEPTIONS: readonly Exception[] = [
  {
    reason: 'the function counts lengths in UTF-16, JSON Schema in characters',
    wider: 'document',
    applies: (given) => texts(given).some((text) => /[\u{10000}-\u{10ffff}]/u.test(text)),
  },
  {
    reason: 'the function takes a number with zeros before it',
    wider: 'function',
    applies: ({ limit, last, hours }) => [limit, last, hours].some((text) => /^0\d/.test(String(text))),
  },
  {
    reason: 'season and year that are both given must be the same',
    wider: 'document',
    applies: ({ season, year }) => season !== undefined && year !== undefined && season !== year,
  },
  {
    reason: 'since is judged by the route, not by its schema',
    wider: 'function',
    applies: ({ since }) => since !== undefined,
  },
  {
    reason: 'a list is judged element by element: one of another type is accepted, and answered `invalid`',
    wider: 'function',
    applies: (given) =>
      lists(given)
        .flat()
        .some((element) => !Number.isInteger(element) && typeof element !== 'string'),
  },
  {
    reason: 'a batch names 1 to 100 players in its two lists together',
    wider: 'document',
    applies: (given) => [0, 101].some((count) => Math.min(101, lists(given).flat().length) === count),
  },
];

const counts = { accepted: 0, refused: 0 };
const excepted = new Map<string, number>();

afterAll(() => {
  const lines = [...excepted].map(([reason, count]) => `${count} differed: ${reason}`);
  process.stdout.write(`${counts.accepted} inputs accepted by both, ${counts.refused} refused by both\n`);
  for (const line of lines) process.stdout.write(`${line}\n`);
});

describe('docs/openapi.json and the schemas that requests are parsed with', () => {
  it.each(ROUTE_INPUTS.map((inputs) => [inputs.name, inputs.place, inputs] as const))(
    'take the same: %s, %s',
    (_, __, inputs) => {
      const validate = ajv.compile(inputs.json);
      fc.assert(
        fc.property(givenFor(inputs), (given) => {
          const parses = v.safeParse(inputs.valibot, given).success;
          const isDescribed = validate(asJson(inputs, given));
          if (parses === isDescribed) {
            counts[parses ? 'accepted' : 'refused'] += 1;
            return;
          }
          const wider = parses ? 'function' : 'document';
          const exception = EXCEPTIONS.find((each) => each.wider === wider && each.applies(given));
          expect(exception, JSON.stringify({ given, parses, errors: validate.errors })).toBeDefined();
          if (exception) excepted.set(exception.reason, (excepted.get(exception.reason) ?? 0) + 1);
        }),
        { numRuns: Object.keys(inputs.valibot.entries).length === 0 ? 20 : 600 },
      );
    },
  );
});
