import type {
  AttributeValue,
  BatchGetItemInput,
  BatchGetItemOutput,
  BatchWriteItemInput,
  BatchWriteItemOutput,
  PutItemInput,
  UpdateItemInput,
  UpdateItemOutput,
} from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** The calls these tiers and ledgers make. */
export interface BatchClient {
  batchGet(input: BatchGetItemInput): Promise<BatchGetItemOutput>;
  batchWrite(input: BatchWriteItemInput): Promise<BatchWriteItemOutput>;
  put(input: PutItemInput): Promise<unknown>;
  update(input: UpdateItemInput): Promise<UpdateItemOutput>;
}

/** DynamoDB refused a call, however often it was sent: more was asked of it than it grants at once. */
export class ThrottledError extends Error {
  override readonly name = 'ThrottledError';
  /** It is not out of order. */
  readonly refused = true;
  readonly throttled = true;
}

/** DynamoDB answered, but left part of a batch undone, however often it was sent. */
export class UnprocessedError extends Error {
  override readonly name = 'UnprocessedError';
  /** It is not out of order. */
  readonly refused = true;
  readonly throttled = true;
}

/** By its name: the class is in the SDK, which only client.ts loads. */
export const isConditionFailure = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

/** What stood there instead, where it was asked for and the table tells it: not every emulator does. */
export const itemInTheWay = (failure: Error): Item | undefined =>
  'Item' in failure && typeof failure.Item === 'object' && failure.Item !== null ? (failure.Item as Item) : undefined;

/** What an update left, where it was asked for. */
export const itemReturned = (answer: unknown): Item | undefined =>
  typeof answer === 'object' && answer !== null && 'Attributes' in answer
    ? (answer.Attributes as Item | undefined)
    : undefined;

/** Whether the condition of a call held. One that did not is an answer, not a fault. */
export const conditionHeld = async (call: Promise<unknown>): Promise<boolean> => {
  try {
    await call;
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};
