import { createMcpHandler } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerWith, type Choice, type Model } from '../../docs/examples/agent/agent.ts';
import { standIn } from '../../docs/examples/agent/model.ts';
import { createStatlineClient } from '../../lib/client/index.ts';
import { createStatlineMcp } from '../../lib/mcp/index.ts';
import { createTestApi } from '../support/api.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeUpstream } from '../support/fake-upstream.ts';
import { serveApi, type ServedApi } from '../support/http-clients.ts';

let served: ServedApi;
let fetching: typeof fetch;
let keys: (string | null)[];

beforeAll(async () => {
  served = await serveApi(
    createTestApi({ upstream: createFakeUpstream(), clock: createFakeClock(Date.UTC(2024, 10, 10, 17)) }),
  );
  const client = createStatlineClient({ url: served.url });
  const handler = createMcpHandler(createStatlineMcp({ client, version: '0.1.0' }));
  fetching = (input, init) => {
    const request = new Request(input, init);
    keys.push(request.headers.get('authorization'));
    expect(new URL(request.url).pathname).toBe('/mcp');
    return handler.fetch(request);
  };
});
afterAll(() => served.close());

interface Said {
  readonly answer: string;
  readonly asked: readonly (readonly [question: string, choices: readonly Choice[]])[];
}

const ask = async (question: string, choose?: string, model: Model = standIn): Promise<Said> => {
  keys = [];
  const asked: (readonly [string, readonly Choice[]])[] = [];
  const answer = await answerWith(
    {
      url: 'https://statline.test',
      key: 'a-key',
      model,
      fetch: fetching,
      askPerson: (...one) => {
        asked.push(one);
        return Promise.resolve(choose);
      },
    },
    question,
  );
  return { answer, asked };
};

const YOUNGS = [
  { id: '4428633', title: 'Byron Young (LB, LAR)' },
  { id: '4429202', title: 'Byron Young (DT, PHI)' },
];

describe('the agent example', () => {
  it('answers with a tool, and sends its key', async () => {
    const { answer, asked } = await ask('nfl mahomes');
    expect(answer).toMatch(/^Patrick Mahomes, QB.*\n[^]*3,928[^]*from .* old\.$/);
    expect(asked).toEqual([]);
    expect(new Set(keys)).toEqual(new Set(['Bearer a-key']));
  });

  it('puts several players side by side', async () => {
    const { answer } = await ask('nfl mahomes, lamar jackson');
    expect(answer).toContain('Patrick Mahomes');
    expect(answer).toContain('Lamar Jackson');
  });

  it('asks the person who is meant, and answers about whom they choose', async () => {
    const { answer, asked } = await ask('nfl byron young', '4429202');
    expect(asked).toEqual([['Which byron young?', YOUNGS]]);
    expect(answer).toMatch(/^Byron Young, .*nfl stats of 4429202, season current: from/s);
  });

  it('tells who may be meant where the person does not want to say', async () => {
    const { answer, asked } = await ask('nfl byron young');
    expect(asked.length).toBe(1);
    expect(answer).toContain('4428633');
    expect(answer).toContain('4429202');
  });

  it('lets the model read what went wrong and what to try', async () => {
    const { answer } = await ask('nfl nobody at all');
    expect(answer).toMatch(/no such player/);
  });

  it('ends with a model that never comes to an end', async () => {
    let calls = 0;
    const { answer } = await ask('nfl mahomes', undefined, () => {
      calls += 1;
      return Promise.resolve({ tool: 'player_stats', input: { league: 'nfl', player: 'mahomes' } });
    });
    expect(answer).toBe('I have not found out.');
    expect(calls).toBe(8);
  });

  it('shows the model seven tools, each with its schema', async () => {
    let names: readonly string[] = [];
    await ask('hello', undefined, (_, tools) => {
      names = tools.map(({ name, inputSchema }) => `${name} ${inputSchema.type}`);
      return Promise.resolve({ answer: 'Hello' });
    });
    expect(names.length).toBe(7);
    expect(names).toContain('player_stats object');
  });
});
