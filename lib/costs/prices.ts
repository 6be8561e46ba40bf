/** A list price in US dollars, and the free amount of every month. */
export interface Price {
  readonly label: string;
  /** Of one unit. */
  readonly dollars: number;
  readonly unit: string;
  /** Units a month. */
  readonly free: number;
}

/** When the prices below were written down, from memory of the public price lists: check them before relying on them. */
export const PRICES_AS_OF = '2025-11';
export const PRICES_REGION = 'us-east-1';

const MILLION = 1_000_000;

export const PRICES = {
  apiRequests: { label: 'API Gateway, HTTP API', dollars: 1 / MILLION, unit: 'requests', free: 0 },
  lambdaRequests: { label: 'Lambda, requests', dollars: 0.2 / MILLION, unit: 'requests', free: MILLION },
  lambdaTime: { label: 'Lambda, arm64', dollars: 0.000_013_333_4, unit: 'GB-s', free: 400_000 },
  tableReads: { label: 'DynamoDB, on demand, reads', dollars: 0.125 / MILLION, unit: 'RRU', free: 0 },
  tableWrites: { label: 'DynamoDB, on demand, writes', dollars: 0.625 / MILLION, unit: 'WRU', free: 0 },
  tableStorage: { label: 'DynamoDB, storage', dollars: 0.25, unit: 'GB', free: 25 },
  queueRequests: { label: 'SQS', dollars: 0.4 / MILLION, unit: 'requests', free: MILLION },
  redisCommands: { label: 'Upstash, pay as you go', dollars: 2 / MILLION, unit: 'commands', free: 0 },
  logs: { label: 'CloudWatch, logs', dollars: 0.5, unit: 'GB', free: 5 },
  metrics: { label: 'CloudWatch, own metrics', dollars: 0.3, unit: 'metrics', free: 10 },
  alarms: { label: 'CloudWatch, metrics in alarms', dollars: 0.1, unit: 'metrics', free: 10 },
  traces: { label: 'X-Ray', dollars: 5 / MILLION, unit: 'traces', free: 100_000 },
  secrets: { label: 'Secrets Manager, secrets', dollars: 0.4, unit: 'secrets', free: 0 },
  secretCalls: { label: 'Secrets Manager, calls', dollars: 0.05 / 10_000, unit: 'calls', free: 0 },
} as const satisfies Readonly<Record<string, Price>>;

export type Item = keyof typeof PRICES;

/** Upstash's smallest plan at a fixed price: commands are not counted, 50 GB a month go through, 250 MB are kept. */
export const FIXED_REDIS = { dollars: 10, gigabytes: 50 } as const;

export const ITEMS = Object.keys(PRICES) as Item[];

/** Units of each item that are used. */
export type Counts = Readonly<Partial<Record<Item, number>>>;

export const sumOf = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(ITEMS.map((item) => [item, (a[item] ?? 0) + (b[item] ?? 0)]));

/** Dollars a month for the use above the free amount. */
export const dollarsOf = (item: Item, count: number): number =>
  Math.max(0, count - PRICES[item].free) * PRICES[item].dollars;

export const totalOf = (month: Counts): number =>
  ITEMS.reduce((sum, item) => sum + dollarsOf(item, month[item] ?? 0), 0);
