import { NOTHING_SPENT, refusedBy, type Charge, type QuotaLedger, type Refused } from '../../ledgers/quota-ledger.ts';
import { isConditionFailure, itemInTheWay, itemReturned, type Item } from './calls.ts';
import { createWholeReader, type DynamoDbLedgerOptions } from './ledger.ts';
import { addUpdate, chargeUpdate, isMinuteBegun, noteUpdate, standingIn, type Expressions } from './quota-item.ts';

// Eight days: long enough to look at what last week cost.
const RETENTION_MS = 8 * 24 * 60 * 60 * 1000;
// Each is needed only when another environment has begun the minute between two of our calls.
const MAX_ROUNDS = 5;
// All environments read and write them with every call.
const MAX_NOTE_LENGTH = 500;

type Updated =
  { readonly isDone: true; readonly item: Item } | { readonly isDone: false; readonly item: Item | undefined };

/**
 * A day is an item: `calls`, `minute` (since the epoch) and `minuteCalls`; beside them what else is counted in the day,
 * the hour and the minute, each in a map that is replaced when its time is over, and notes. A charge is one conditional
 * update, whatever it counts as; the first of a minute is two. Where clocks differ, a call counts in the later minute.
 */
export const createDynamoDbQuotaLedger = (options: DynamoDbLedgerOptions): QuotaLedger => {
  const { client, tableName, prefix } = options;
  const readItems = createWholeReader(options);
  const pkOf = (now: number): string => `${prefix}budget:${new Date(now).toISOString().slice(0, 10)}`;
  const ttlOf = (now: number): number => Math.ceil((now + RETENTION_MS) / 1000);
  // As it stood when it was last seen. Nothing depends on its being right but how many requests a charge takes.
  let seen: { readonly pk: string; readonly item: Item } | undefined;

  const see = (pk: string, item: Item): Item => {
    seen = { pk, item };
    return item;
  };

  const read = async (now: number): Promise<Item> => {
    const pk = pkOf(now);
    return see(pk, (await readItems([pk], { consistent: true })).get(pk) ?? {});
  };

  /** What the update left, or what stood in its way where the table tells it: not every emulator does. */
  const update = async (now: number, expressions: Expressions): Promise<Updated> => {
    const pk = pkOf(now);
    try {
      const answer = await client.update({
        TableName: tableName,
        Key: { pk: { S: pk } },
        ...expressions,
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return { isDone: true, item: see(pk, itemReturned(answer) ?? {}) };
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      const item = itemInTheWay(error);
      return { isDone: false, item: item && see(pk, item) };
    }
  };

  /** What no item has room for: the conditions compare with what is there, and nothing may be. */
  const refusedAnyway = (charge: Charge, now: number): Refused | undefined => {
    const nothing = refusedBy(charge, NOTHING_SPENT);
    return nothing && { ...nothing, standing: standingIn(seen?.pk === pkOf(now) ? seen.item : {}, now) };
  };

  return {
    async spend(charge, now) {
      const refused = refusedAnyway(charge, now);
      if (refused !== undefined) return refused;
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        let inTheWay: Item | undefined;
        const item = seen?.pk === pkOf(now) ? seen.item : undefined;
        const isBegun = round === 0 || (item !== undefined && isMinuteBegun(item, now));
        for (const belief of [isBegun, !isBegun]) {
          const updated = await update(now, chargeUpdate(charge, { item, isMinuteBegun: belief }, now, ttlOf(now)));
          if (updated.isDone) return { outcome: 'granted', standing: standingIn(updated.item, now) };
          inTheWay = updated.item;
          if (inTheWay !== undefined) break;
        }
        const verdict = refusedBy(charge, standingIn(inTheWay ?? (await read(now)), now));
        if (verdict !== undefined) return verdict;
      }
      throw new Error('The budget could not be written: too many others are writing it');
    },
    async add(calls, now) {
      await update(now, addUpdate(calls, ttlOf(now)));
    },
    async standing(now) {
      return standingIn(await read(now), now);
    },
    async note(name, text, expected, now) {
      if (text.length > MAX_NOTE_LENGTH) throw new RangeError(`The note ${name} has ${text.length} characters`);
      return (await update(now, noteUpdate(name, text, expected, ttlOf(now)))).isDone;
    },
  };
};
