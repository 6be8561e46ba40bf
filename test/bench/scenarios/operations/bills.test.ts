import { describe, expect, it } from 'vitest';
import {
  added,
  askForUnits,
  each,
  NOTHING,
  queueBill,
  redisBill,
  tableBill,
} from '../../../../bench/scenarios/operations/bills.ts';
import type { Exchange } from '../../../../bench/scenarios/operations/recorder.ts';

const exchange = (some: Partial<Exchange>): Exchange => ({
  path: '/',
  target: '',
  asked: '',
  status: 200,
  answered: '{}',
  ...some,
});

describe('a bill', () => {
  it('has each command of a pipeline, and one for a request that is none', () => {
    const asked = JSON.stringify([
      ['SET', 'a', '1'],
      ['SET', 'b', '2'],
    ]);
    expect(redisBill(exchange({ path: '/pipeline', asked }))).toEqual({ redisCommands: 2 });
    expect(redisBill(exchange({ asked: '["MGET","a","b"]' }))).toEqual({ redisCommands: 1 });
  });

  it('has the units that the table says a request costs, when it is asked', () => {
    expect(JSON.parse(askForUnits('{"TableName":"t"}'))).toEqual({ TableName: 't', ReturnConsumedCapacity: 'TOTAL' });
    const many = JSON.stringify({ ConsumedCapacity: [{ CapacityUnits: 1.5 }, { CapacityUnits: 0.5 }] });
    const one = JSON.stringify({ ConsumedCapacity: { CapacityUnits: 3 } });
    const target = (name: string): string => `DynamoDB_20120810.${name}`;
    expect(tableBill(exchange({ target: target('BatchGetItem'), answered: many }))).toEqual({
      tableRequests: 1,
      reads: 2,
    });
    expect(tableBill(exchange({ target: target('PutItem'), answered: one }))).toEqual({ tableRequests: 1, writes: 3 });
    expect(() => tableBill(exchange({ target: target('PutItem') }))).toThrow('does not say');
  });

  it('has a write that its condition refused', () => {
    const answered = '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"}';
    const refused = exchange({ target: 'DynamoDB_20120810.PutItem', status: 400, answered });
    expect(tableBill(refused)).toEqual({ tableRequests: 1, writes: 1 });
  });

  it('has a request to the queue for each 64 KB', () => {
    expect(queueBill(exchange({ asked: '{}' }))).toEqual({ queueRequests: 1 });
    expect(queueBill(exchange({ asked: 'x'.repeat(65_537) }))).toEqual({ queueRequests: 2 });
  });

  it('adds up, and is shared out', () => {
    const two = added(added(NOTHING, { reads: 1 }), { reads: 2, logBytes: 10 });
    expect(each(two, 2)).toEqual({ ...NOTHING, reads: 1.5, logBytes: 5 });
  });
});
