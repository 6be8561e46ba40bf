import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installShiftedDate } from '../../infra/local/bootstrap/shifted-date.ts';

// Run as a process of its own: node environment.ts '{"root":…,"start":…,"steps":[…]}'
// Prints, for each step that is recorded, the files of lib and functions in which a function was called.

/** One thing that is done in an execution environment, in turn. */
export type Step =
  | { readonly kind: 'invoke'; readonly lambda: string; readonly event: object; readonly record?: string | undefined }
  | { readonly kind: 'post'; readonly url: string; readonly body: object }
  | { readonly kind: 'advance'; readonly milliseconds: number };

interface Task {
  readonly root: string;
  /** The time at the start, epoch ms. */
  readonly start: number;
  readonly steps: readonly Step[];
}

type Handler = (event: object, context: object) => Promise<unknown>;

const REMAINING_MS = 60_000;

const { root, start, steps } = JSON.parse(process.argv[2] ?? '') as Task;
const began = Date.now();
const clock = installShiftedDate(start - began);
let offset = start - began;

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

const base = pathToFileURL(`${join(root)}/`).href;

/** Counts since the last time it was asked. */
const crossed = async (): Promise<readonly string[]> => {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => url.startsWith(`${base}lib/`) || url.startsWith(`${base}functions/`))
    .filter(({ functions }) =>
      functions.some(({ functionName, ranges: [range] }) => {
        // A module's own body is a function without a name, from its first character on.
        const isModule = functionName === '' && range?.startOffset === 0;
        return !isModule && (range?.count ?? 0) > 0;
      }),
    )
    .map(({ url }) => url.slice(base.length))
    .sort();
};

const recorded: [string, readonly string[]][] = [];
for (const step of steps) {
  switch (step.kind) {
    case 'post': {
      const response = await fetch(step.url, { method: 'POST', body: JSON.stringify(step.body) });
      if (!response.ok) throw new Error(await response.text());
      break;
    }
    case 'advance':
      offset += step.milliseconds;
      clock.shift(offset);
      break;
    case 'invoke': {
      const module = (await import(`${base}functions/${step.lambda}/lambda.ts`)) as { readonly handler: Handler };
      await crossed();
      const reply = await module.handler(step.event, {
        awsRequestId: 'house',
        getRemainingTimeInMillis: () => REMAINING_MS,
      });
      if (step.record !== undefined) recorded.push([step.record, await crossed()]);
      const status = (reply as { readonly statusCode?: number } | undefined)?.statusCode ?? 200;
      if (status !== 200) throw new Error(`${step.lambda} answered ${JSON.stringify(reply)}`);
      break;
    }
  }
}
process.stdout.write(JSON.stringify(recorded));
process.exit(0);
