import type { Item } from './item.ts';

/** A condition that did not hold. By its name: the class is in the SDK, which only the client's file loads. */
export const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

/** What stood there instead, where it was asked for and the table tells it: not every emulator does. */
export const refusedItem = (refusal: Error): Item | undefined =>
  'Item' in refusal && typeof refusal.Item === 'object' && refusal.Item !== null ? (refusal.Item as Item) : undefined;
