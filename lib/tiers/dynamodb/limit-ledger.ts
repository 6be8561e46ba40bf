import type { AttributeValue, UpdateItemInput } from '@aws-sdk/client-dynamodb';
import { days } from '../../cache/index.ts';
import type { Draw, LimitLedger, LimitStanding } from '../../ledgers/limit-ledger.ts';
import { isConditionFailure, itemInTheWay, itemReturned, type Item } from './calls.ts';
import { createWholeReader, type DynamoDbLedgerOptions } from './ledger.ts';

// A week of days, for whoever asks what a key has used.
const RETENTION_MS = days(8);

type Update = UpdateItemInput & Pick<Required<UpdateItemInput>, 'ExpressionAttributeValues'>;

/** A key's day is an item: `drawn` and `held`. A draw is one conditional update, whatever comes of it. */
export const createDynamoDbLimitLedger = (options: DynamoDbLedgerOptions): LimitLedger => {
  const { client, tableName, prefix } = options;
  const readItems = createWholeReader(options);
  const pkOf = (id: string, now: number): string => `${prefix}limit:${id}:${new Date(now).toISOString().slice(0, 10)}`;

  const update = (pk: string, by: LimitStanding, now: number): Update => ({
    TableName: tableName,
    Key: { pk: { S: pk } },
    UpdateExpression: 'SET #ttl = :ttl ADD #drawn :drawn, #held :held',
    ExpressionAttributeNames: { '#ttl': 'ttl', '#drawn': 'drawn', '#held': 'held' },
    ExpressionAttributeValues: {
      ':ttl': number(Math.ceil((now + RETENTION_MS) / 1000)),
      ':drawn': number(by.drawn),
      ':held': number(by.held),
    },
  });

  return {
    async draw(draw, now) {
      const pk = pkOf(draw.id, now);
      // A condition only compares with what is there, and at first nothing is.
      if (draw.requests > draw.limit || draw.held > Math.max(0, draw.maxHeld ?? Infinity)) {
        return { isGranted: false, standing: standingIn((await readItems([pk], { consistent: true })).get(pk)) };
      }
      try {
        const answer = await client.update(
          ifThereIsRoom(update(pk, { drawn: draw.requests, held: draw.held }, now), draw),
        );
        return { isGranted: true, standing: standingIn(itemReturned(answer)) };
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        // Not every emulator tells what stood in the way.
        const item = itemInTheWay(error) ?? (await readItems([pk], { consistent: true })).get(pk);
        return { isGranted: false, standing: standingIn(item) };
      }
    },
    async add(id, requests, now) {
      await client.update(update(pkOf(id, now), { drawn: requests, held: 0 }, now));
    },
  };
};

const number = (value: number): AttributeValue => ({ N: String(value) });

/** The same update on the condition that there is room. What only gives back is not held against what is held. */
const ifThereIsRoom = (update: Update, { requests, limit, held, maxHeld }: Draw): UpdateItemInput => {
  const isBounded = held > 0 && maxHeld !== undefined;
  return {
    ...update,
    ConditionExpression: `attribute_not_exists(pk) OR (#drawn <= :most${isBounded ? ' AND #held <= :mostHeld' : ''})`,
    ExpressionAttributeValues: {
      ...update.ExpressionAttributeValues,
      ':most': number(limit - requests),
      ...(isBounded && { ':mostHeld': number(maxHeld - held) }),
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
};

const standingIn = (item: Item | undefined): LimitStanding => ({
  drawn: Number(item?.drawn?.N ?? 0),
  held: Number(item?.held?.N ?? 0),
});
