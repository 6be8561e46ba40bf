import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFunction, type FunctionOptions, type LocalFunction } from '../../../../infra/local/runtime/runtime.ts';
import type { InvokeResult } from '../../../../infra/local/runtime/outcome.ts';
import { bundleFixtures, type Bundles } from '../fixtures/bundled.ts';
import { isLiving } from '../fixtures/living.ts';

let bundles: Bundles;
const open: LocalFunction[] = [];

beforeAll(async () => {
  bundles = await bundleFixtures('obedient', 'broken');
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((fn) => fn.close()));
});
afterAll(() => bundles.remove());

const start = (options: Partial<FunctionOptions> = {}, fixture = 'obedient'): LocalFunction => {
  const fn = createFunction({
    name: 'api',
    taskRoot: bundles.taskRoot(fixture),
    bootstrap: bundles.bootstrap,
    ...options,
  });
  open.push(fn);
  return fn;
};

const payloadOf = (result: InvokeResult): unknown => {
  if (result.kind !== 'response') throw new Error(`${result.kind}: ${JSON.stringify(result)}`);
  return JSON.parse(result.payload);
};
const environmentOf = (result: InvokeResult): number => (result.kind === 'refused' ? 0 : result.environment);
const errorOf = (result: InvokeResult): string =>
  'error' in result ? `${result.kind}: ${result.error.errorType}: ${result.error.errorMessage}` : result.kind;

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

describe('an execution environment', () => {
  it('starts cold once and keeps its module scope', async () => {
    const fn = start();
    const first = await fn.invoke({ question: 1 });
    const second = await fn.invoke({ question: 2 });
    expect(payloadOf(first)).toEqual({ invocations: 1, order: { question: 1 } });
    expect(payloadOf(second)).toEqual({ invocations: 2, order: { question: 2 } });
    expect([first, second]).toMatchObject([
      { environment: 1, coldStart: true },
      { environment: 1, coldStart: false },
    ]);
  });

  it('has what Lambda gives, its own variables, and nothing of its parent', async () => {
    const fn = start({ environment: { TABLE_NAME: 'statline', AWS_REGION: 'eu-west-1', _HANDLER: 'mine' } });
    const variables = payloadOf(await fn.invoke({ do: 'variables' }));
    expect(Object.keys(variables as object).sort()).toEqual([
      'AWS_DEFAULT_REGION',
      'AWS_EXECUTION_ENV',
      'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
      'AWS_LAMBDA_FUNCTION_NAME',
      'AWS_LAMBDA_FUNCTION_VERSION',
      'AWS_LAMBDA_INITIALIZATION_TYPE',
      'AWS_LAMBDA_LOG_GROUP_NAME',
      'AWS_LAMBDA_LOG_STREAM_NAME',
      'AWS_LAMBDA_RUNTIME_API',
      'AWS_REGION',
      'LAMBDA_TASK_ROOT',
      'LANG',
      'PATH',
      'TABLE_NAME',
      'TZ',
      '_HANDLER',
      '_X_AMZN_TRACE_ID',
    ]);
    expect(variables).toMatchObject({
      AWS_REGION: 'eu-west-1',
      TABLE_NAME: 'statline',
      AWS_LAMBDA_FUNCTION_NAME: 'api',
      _HANDLER: 'lambda.handler',
      _X_AMZN_TRACE_ID: matching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/),
    });
  });

  it('gives the handler its context', async () => {
    const fn = start({ timeout: 5000, memorySize: 256 });
    const context = payloadOf(await fn.invoke({ do: 'context' })) as { remaining: number };
    expect(context).toMatchObject({
      awsRequestId: matching(/^[0-9a-f-]{36}$/),
      functionName: 'api',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:api',
      memoryLimitInMB: '256',
      directory: bundles.taskRoot('obedient'),
    });
    expect(context.remaining).toBeGreaterThan(3000);
    expect(context.remaining).toBeLessThanOrEqual(5000);
  });

  it("sizes V8's heap by the function's memory, as Lambda's runtime does", async () => {
    const flags = async (memorySize: number) => payloadOf(await start({ memorySize }).invoke({ do: 'flags' }));
    expect(await flags(512)).toEqual(['--max-semi-space-size=25', '--max-old-space-size=461']);
    expect(await flags(1024)).toEqual(['--max-semi-space-size=51', '--max-old-space-size=922']);
  });

  it('passes on what the function prints, with its number', async () => {
    const lines: string[] = [];
    const fn = start({ log: (environment, line) => lines.push(`${environment} ${line}`) });
    await fn.invoke({ do: 'print' });
    expect(lines).toContain('1 to stdout');
    expect(lines).toContain('1 to stderr');
    expect(lines[0]).toMatch(/^1 cold start, ready in \d+ ms$/);
  });

  it('answers null for nothing', async () => {
    expect(payloadOf(await start().invoke({ do: 'nothing' }))).toBeNull();
  });
});

describe('many invocations', () => {
  it('run one at a time in each environment, in as many as there may be', async () => {
    const fn = start({ environments: 2 });
    const results = await Promise.all(Array.from({ length: 8 }, () => fn.invoke({ do: 'work' })));
    expect(new Set(results.map(environmentOf))).toEqual(new Set([1, 2]));
    expect(results.map((result) => (payloadOf(result) as { mostRunning: number }).mostRunning)).toEqual(
      results.map(() => 1),
    );
    expect(results.filter((result) => result.kind !== 'refused' && result.coldStart)).toHaveLength(2);
  });

  it('stay with the environment used last', async () => {
    const fn = start();
    await Promise.all([fn.invoke({ do: 'work' }), fn.invoke({ do: 'work' })]);
    await fn.invoke({}, { environment: 2 });
    expect(environmentOf(await fn.invoke({}))).toBe(2);
    await fn.invoke({}, { environment: 1 });
    expect(environmentOf(await fn.invoke({}))).toBe(1);
    expect(fn.environments().map(({ state }) => state)).toEqual(['idle', 'idle', 'empty', 'empty']);
  });

  it('wait for the environment they ask for, and only for that', async () => {
    const fn = start({ environments: 3 });
    const [first, second] = await Promise.all([
      fn.invoke({ do: 'work' }, { environment: 3 }),
      fn.invoke({ do: 'work' }, { environment: 3 }),
    ]);
    expect([environmentOf(first), environmentOf(second)]).toEqual([3, 3]);
    expect(payloadOf(second)).toEqual({ invocations: 2, mostRunning: 1 });
    expect(await fn.invoke({}, { environment: 4 })).toMatchObject({ kind: 'refused', reason: 'no-such-environment' });
  });

  it('are refused when too many wait', async () => {
    const fn = start({ environments: 1, maxWaiting: 1 });
    const results = await Promise.all([fn.invoke({}), fn.invoke({}), fn.invoke({})]);
    expect(results.map(({ kind }) => kind)).toEqual(['response', 'response', 'refused']);
    expect(results[2]).toMatchObject({ reason: 'throttled', message: 'Rate Exceeded.' });
  });
});

describe('a function that fails', () => {
  it('by throwing, says how, and stays warm', async () => {
    const fn = start();
    const result = await fn.invoke({ do: 'throw' });
    expect(errorOf(result)).toBe('failed: RangeError: out of range');
    expect('error' in result && result.error.stackTrace?.[0]).toBe('RangeError: out of range');
    expect(await fn.invoke({})).toMatchObject({ kind: 'response', coldStart: false });
  });

  it('where nobody listens, says how, and loses its environment', async () => {
    const fn = start();
    expect(errorOf(await fn.invoke({ do: 'reject elsewhere' }))).toBe('failed: Error: nobody was listening');
    await expect.poll(() => fn.environments()[0]?.state, { interval: 5 }).toBe('empty');
  });

  it('by exiting, is replaced', async () => {
    const fn = start({ environments: 1 });
    const [crashed, next] = await Promise.all([fn.invoke({ do: 'exit' }), fn.invoke({})]);
    expect(errorOf(crashed)).toMatch(
      /^crashed: Runtime\.ExitError: RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/,
    );
    expect(next).toMatchObject({ kind: 'response', environment: 1, coldStart: true });
    expect(payloadOf(next)).toMatchObject({ invocations: 1 });
  });

  it.each(['hang', 'spin'])('by taking too long (%s), is killed and replaced', async (how) => {
    const fn = start({ environments: 1, timeout: 150 });
    await fn.invoke({});
    const [late, next] = await Promise.all([fn.invoke({ do: how }), fn.invoke({})]);
    expect(errorOf(late)).toMatch(/^timed-out: Sandbox\.Timedout: .* Task timed out after 0\.15 seconds$/);
    expect(next).toMatchObject({ kind: 'response', environment: 1, coldStart: true });
  });

  it('while it starts, says how, every time', async () => {
    const fn = start({ environments: 1 }, 'broken');
    const results = await Promise.all([fn.invoke({}), fn.invoke({})]);
    const error = 'init-failed: TypeError: TABLE_NAME must be 3 to 255 letters';
    expect(results.map(errorOf)).toEqual([error, error]);
    expect(fn.environments()).toEqual([{ number: 1, state: 'empty', pid: undefined }]);
  });

  it('to be where its handler is named, says so', async () => {
    const missing = await start({ handler: 'elsewhere.handler' }).invoke({});
    expect(errorOf(missing)).toMatch(/^init-failed: Runtime\.ImportModuleError: Cannot find module .*elsewhere$/);
    const text = await start({ handler: 'lambda.notAFunction' }).invoke({});
    expect(errorOf(text)).toBe(
      'init-failed: Runtime.HandlerNotFound: lambda.notAFunction is undefined or not exported',
    );
  });
});

describe('a large response', () => {
  it('passes up to 6 MB and no further', async () => {
    const fn = start();
    const whole = await fn.invoke({ do: 'fill', bytes: 6_000_000 });
    expect(whole.kind === 'response' && whole.payload.length).toBe(6_000_002);
    expect(errorOf(await fn.invoke({ do: 'fill', bytes: 7_000_000 }))).toBe(
      'failed: Function.ResponseSizeTooLarge: ' +
        'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    );
    expect(await fn.invoke({})).toMatchObject({ kind: 'response', coldStart: false });
  });
});

describe('the end', () => {
  const pidsOf = (fn: LocalFunction): readonly number[] => fn.environments().flatMap(({ pid }) => pid ?? []);

  it('of one environment leaves its place to the next', async () => {
    const fn = start();
    await fn.invoke({});
    await fn.kill(1);
    expect(await fn.invoke({})).toMatchObject({ kind: 'response', environment: 1, coldStart: true });
  });

  it('of a function ends every process, what they do and what waits', async () => {
    const fn = start({ environments: 2 });
    await fn.invoke({ do: 'ignore SIGTERM' });
    const busy = fn.invoke({ do: 'hang' });
    await fn.invoke({}, { environment: 2 });
    const starting = fn.invoke({}, { environment: 1 });
    const pids = pidsOf(fn);
    expect(pids).toHaveLength(2);
    await fn.close();
    expect(pids.map(isLiving)).toEqual([false, false]);
    expect(errorOf(await busy)).toMatch(/^crashed: .* Runtime exited with error: signal SIG(KILL|TERM)$/);
    expect(await starting).toMatchObject({ kind: 'refused', reason: 'closed' });
    expect(await fn.invoke({})).toMatchObject({ kind: 'refused', reason: 'closed' });
  });

  it('may come while an environment starts', async () => {
    const fn = start();
    const starting = fn.invoke({});
    await fn.close();
    expect(await starting).toMatchObject({ kind: 'refused', reason: 'closed' });
    expect(pidsOf(fn)).toEqual([]);
  });
});
