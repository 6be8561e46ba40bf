import type { FunctionSizes } from './sizes.ts';

export interface Budget {
  /** The chunk that the runtime is pointed at. */
  readonly entryBytes: number;
  /** Loaded at every cold start: the entry and its static imports. */
  readonly staticBytes: number;
  /** Everything that is uploaded. */
  readonly totalBytes: number;
}

export const BUDGET: Budget = { entryBytes: 200_000, staticBytes: 240_000, totalBytes: 1_500_000 };

/** The pages are files beside their function, which does little but read them. */
const WEB_BUDGET: Budget = { entryBytes: 20_000, staticBytes: 20_000, totalBytes: 20_000 };

/** The protocol's library is most of it. It is needed by every request, so it is loaded at once. */
const MCP_BUDGET: Budget = { entryBytes: 560_000, staticBytes: 560_000, totalBytes: 1_200_000 };

const OWN_BUDGETS: ReadonlyMap<string, Budget> = new Map([
  ['web', WEB_BUDGET],
  ['mcp', MCP_BUDGET],
]);

/** What a function may have. */
export const budgetOf = (name: string): Budget => OWN_BUDGETS.get(name) ?? BUDGET;

/** What exceeds the budget, one sentence each. The AWS SDK costs 50 ms to import: it may only be loaded lazily. */
export const overBudget = (
  sizes: FunctionSizes,
  { entryBytes, staticBytes, totalBytes }: Budget = budgetOf(sizes.name),
): readonly string[] => {
  const faults: string[] = [];
  if (sizes.entryBytes >= entryBytes) {
    faults.push(`${sizes.name}: its entry has ${sizes.entryBytes} bytes, the budget is ${entryBytes}`);
  }
  if (sizes.staticBytes >= staticBytes) {
    faults.push(`${sizes.name}: a cold start reads ${sizes.staticBytes} bytes, the budget is ${staticBytes}`);
  }
  if (sizes.totalBytes >= totalBytes) {
    faults.push(`${sizes.name}: ${sizes.totalBytes} bytes in total, the budget is ${totalBytes}`);
  }
  for (const { file, load, awsSdk } of sizes.chunks) {
    if (awsSdk && load !== 'lazy') {
      faults.push(
        `${sizes.name}: ${file} holds the AWS SDK and is read at every cold start; import() it on first need`,
      );
    }
  }
  return faults;
};

/** All that the dashboard sends to a browser that has nothing of it yet. */
const DASHBOARD_FILES = ['dashboard.html', 'dashboard.css', 'dashboard.js', 'favicon.svg'];
const DASHBOARD_BYTES = 60_000;

/** What a page exceeds, by the bytes of each file as it is sent. */
export const overPageBudget = (sizes: ReadonlyMap<string, number>): readonly string[] => {
  const bytes = DASHBOARD_FILES.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  return bytes > DASHBOARD_BYTES
    ? [`web: the dashboard has ${bytes} bytes as gzip, the budget is ${DASHBOARD_BYTES}`]
    : [];
};
