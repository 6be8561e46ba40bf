import type { Exchange } from './recorder.ts';

/** What is billed. */
export interface Operations {
  readonly invocations: number;
  /** Of the functions, in milliseconds of this machine. */
  readonly milliseconds: number;
  readonly redisCommands: number;
  readonly tableRequests: number;
  /** Read and write units. */
  readonly reads: number;
  readonly writes: number;
  readonly queueRequests: number;
  /** What the functions wrote. */
  readonly logBytes: number;
}

/** What one of a kind uses, on average. */
export interface Counted {
  readonly kind: string;
  readonly of: number;
  readonly one: Operations;
  /** Of so many, that many were answered from elsewhere than the kind says. */
  readonly astray: number;
}

export const NOTHING: Operations = {
  invocations: 0,
  milliseconds: 0,
  redisCommands: 0,
  tableRequests: 0,
  reads: 0,
  writes: 0,
  queueRequests: 0,
  logBytes: 0,
};

export const added = (a: Operations, b: Partial<Operations>): Operations =>
  mapped(a, (count, name) => count + (b[name] ?? 0));

/** Of one of so many. */
export const each = (all: Operations, of: number): Operations => mapped(all, (count) => count / of);

const mapped = (all: Operations, change: (count: number, name: keyof Operations) => number): Operations => {
  const names = Object.keys(NOTHING) as (keyof Operations)[];
  return Object.fromEntries(names.map((name) => [name, change(all[name], name)])) as unknown as Operations;
};

/** As Upstash bills: each command of a pipeline or a transaction is one. */
export const redisBill = ({ path, asked }: Exchange): Partial<Operations> => {
  // An OPTIONS, which opens a connection.
  if (asked === '') return {};
  const isMany = /^\/(pipeline|multi-exec)/.test(path);
  const commands: unknown = isMany ? JSON.parse(asked) : undefined;
  return { redisCommands: Array.isArray(commands) ? commands.length : 1 };
};

/** Has DynamoDB say what a request costs, which it does when it is asked. */
export const askForUnits = (body: string): string => {
  const input: unknown = JSON.parse(body);
  return JSON.stringify({ ...(input as object), ReturnConsumedCapacity: 'TOTAL' });
};

/**
 * In DynamoDB's units: an eventually consistent read is half of one for each 4 KB of each item, begun, there or not; a
 * write is one for each KB of the larger of the old and the new item. A write that its condition refuses is billed too.
 */
export const tableBill = ({ target, status, answered }: Exchange): Partial<Operations> => {
  const isRead = /Get|Query|Scan/.test(target);
  const units = status === 200 ? unitsIn(answered) : Number(answered.includes('ConditionalCheckFailed'));
  return { tableRequests: 1, ...(isRead ? { reads: units } : { writes: units }) };
};

const unitsIn = (answered: string): number => {
  const { ConsumedCapacity } = JSON.parse(answered) as { readonly ConsumedCapacity?: Capacity | readonly Capacity[] };
  if (ConsumedCapacity === undefined) throw new Error('The table does not say what a request costs');
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
};

interface Capacity {
  readonly CapacityUnits: number;
}

/** A request of up to 64 KB is one, however many messages it has. */
export const queueBill = ({ asked }: Exchange): Partial<Operations> => ({
  queueRequests: Math.max(1, Math.ceil(Buffer.byteLength(asked) / 65_536)),
});
