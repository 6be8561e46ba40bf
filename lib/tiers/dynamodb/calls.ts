import type {
  BatchGetItemInput,
  BatchGetItemOutput,
  BatchWriteItemInput,
  BatchWriteItemOutput,
  PutItemInput,
  UpdateItemInput,
} from '@aws-sdk/client-dynamodb';

/** The calls these tiers make. */
export interface BatchClient {
  batchGet(input: BatchGetItemInput): Promise<BatchGetItemOutput>;
  batchWrite(input: BatchWriteItemInput): Promise<BatchWriteItemOutput>;
  put(input: PutItemInput): Promise<unknown>;
  update(input: UpdateItemInput): Promise<unknown>;
}

/** DynamoDB answered, but left part of a batch undone, however often it was sent. */
export class UnprocessedError extends Error {
  override readonly name = 'UnprocessedError';
  /** It throttles, and is not out of order. */
  readonly refused = true;
}

/** Whether a conditional call was done. A condition that did not hold is an answer, not a fault. */
export const unlessRefused = async (call: Promise<unknown>): Promise<boolean> => {
  try {
    await call;
    return true;
  } catch (error) {
    // By its name: the class is in the SDK, which this file must not load.
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
};
