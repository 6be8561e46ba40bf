import type { BatchGetItemInput, BatchGetItemOutput } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { createItemReader } from '../../../lib/tiers/dynamodb/batches.ts';
import { gatherReads } from '../../../lib/tiers/dynamodb/gather-reads.ts';

const TABLE = 'statline';
const itemOf = (pk: string) => ({ pk: { S: pk }, text: { S: `text of ${pk}` } });
const pksOf = ({ RequestItems }: BatchGetItemInput): readonly string[] =>
  RequestItems?.[TABLE]?.Keys?.flatMap(({ pk }) => pk?.S ?? []) ?? [];

/** Readers over one gathered client, and what was sent for them. */
const gathered = (answer: (pks: readonly string[], sent: number) => BatchGetItemOutput) => {
  const sent: BatchGetItemInput[] = [];
  const batchGet = gatherReads(
    {
      batchGet(input) {
        sent.push(input);
        return Promise.resolve(answer(pksOf(input), sent.length));
      },
    },
    TABLE,
  );
  const open = () =>
    createItemReader({ client: { batchGet }, tableName: TABLE, attempts: 3, backOff: () => Promise.resolve() });
  return { sent, open };
};

const all = (pks: readonly string[]): BatchGetItemOutput => ({ Responses: { [TABLE]: pks.map(itemOf) } });

it('sends what begins in one turn as one consistent read, and gives each its own items', async () => {
  const { sent, open } = gathered(all);
  const [a, b] = [open(), open()];
  const [first, second] = await Promise.all([
    a(['one', 'two'], { consistent: true }),
    b(['two', 'three'], { consistent: false }),
  ]);
  expect(sent.map(pksOf)).toEqual([['one', 'two', 'three']]);
  expect(sent[0]?.RequestItems?.[TABLE]?.ConsistentRead).toBe(true);
  expect([[...first.items.keys()], [...second.items.keys()]]).toEqual([
    ['one', 'two'],
    ['two', 'three'],
  ]);
});

it('sends again what was left out, for those alone who asked for it', async () => {
  const { sent, open } = gathered((pks, round) =>
    round === 1
      ? { Responses: { [TABLE]: [itemOf('one')] }, UnprocessedKeys: { [TABLE]: { Keys: [{ pk: { S: 'two' } }] } } }
      : all(pks),
  );
  const [first, second] = await Promise.all([
    open()(['one'], { consistent: true }),
    open()(['two'], { consistent: true }),
  ]);
  expect(sent.map(pksOf)).toEqual([['one', 'two'], ['two']]);
  expect([first.unread.size, second.unread.size, second.items.get('two')]).toEqual([0, 0, itemOf('two')]);
});

it('begins a new read with the next turn', async () => {
  const { sent, open } = gathered(all);
  await open()(['one'], { consistent: true });
  await open()(['one'], { consistent: true });
  expect(sent).toHaveLength(2);
});

it('fails all of them with one fault, and takes no garbage for an answer', async () => {
  const { open } = gathered(() => ({}));
  const reads = await Promise.allSettled([
    open()(['one'], { consistent: true }),
    open()(['two'], { consistent: true }),
  ]);
  expect(reads.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
