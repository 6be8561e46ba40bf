import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { answerProblems, drainBackground, stampReplies, type HttpEvent } from '../../functions/middleware.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const context = { awsRequestId: 'lambda-1' } as Context;
const OK: Reply = { statusCode: 200, headers: { age: '0' }, body: '{}', isBase64Encoded: false };

/** A function whose handler takes 40 ms to do as it is told. */
const invoke = async (handler: () => Reply): Promise<{ reply: Reply; told: readonly string[] }> => {
  const clock = createFakeClock();
  const told: string[] = [];
  const fn = middy<HttpEvent, Reply>()
    .use(stampReplies({ clock }))
    .use(answerProblems({ onUnexpected: (error) => told.push(error.message) }))
    .use(
      drainBackground(() => {
        told.push('drained');
        return Promise.resolve();
      }),
    )
    .handler(() => {
      clock.advance(40);
      return Promise.resolve(handler());
    });
  const reply = await fn({ requestContext: { requestId: 'gateway-1' } }, context, {
    signal: new AbortController().signal,
  });
  if (reply === undefined) throw new Error('the function answered nothing');
  return { reply, told };
};

const fail = (error: Error) => (): never => {
  throw error;
};

const SAFETY = {
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
};

describe('every response', () => {
  it('names its request and the time it took, after the background work is done', async () => {
    const { reply, told } = await invoke(() => OK);
    expect(reply).toEqual({
      ...OK,
      headers: { ...SAFETY, age: '0', 'x-request-id': 'gateway-1', 'server-timing': 'total;dur=40' },
    });
    expect(told).toEqual(['drained']);
  });

  it('that is a problem is one too, and the background work is finished all the same', async () => {
    const problem = new HttpProblem('no-stats', 'no line for 2010', { field: 'season' });
    const { reply, told } = await invoke(fail(problem));
    expect(reply.statusCode).toBe(404);
    expect(reply.headers).toMatchObject({ 'content-type': 'application/problem+json', 'x-request-id': 'gateway-1' });
    expect(JSON.parse(reply.body)).toEqual({
      type: 'urn:statline:problem:no-stats',
      title: 'The player has no stats for that season',
      status: 404,
      code: 'no-stats',
      detail: 'no line for 2010',
      field: 'season',
    });
    expect(told).toEqual(['drained']);
  });

  it('tells nothing of what went wrong inside, and the log everything', async () => {
    const { reply, told } = await invoke(fail(new Error('secret at line 7')));
    expect(reply.statusCode).toBe(500);
    expect(JSON.stringify(reply)).not.toContain('secret');
    expect(told).toEqual(['drained', 'secret at line 7']);
  });
});
