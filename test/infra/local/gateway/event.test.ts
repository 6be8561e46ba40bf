import { afterEach, describe, expect, it } from 'vitest';
import { BATCH, closeGateways, openGateway } from '../fixtures/open-gateway.ts';
import { send } from '../fixtures/raw-request.ts';

afterEach(closeGateways);

describe('the event', () => {
  it('has the documented shape of payload format 2.0', async () => {
    const gateway = await openGateway();
    await send(gateway.url, {
      method: 'POST',
      path: '/v1/nfl/players/stats?parameter1=value1&parameter1=value2&parameter2=a%20b%2Bc',
      headers: {
        Cookie: 'cookie1=a; cookie2=b',
        Header1: 'value1',
        Header2: ['value1', 'value2'],
        'Content-Type': 'application/json',
        'User-Agent': 'bot/1',
        Host: 'api.example.com',
      },
      body: '{"player_ids":["1"]}',
    });
    const [event] = gateway.events;
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'POST /v1/{league}/players/stats',
      rawPath: '/v1/nfl/players/stats',
      rawQueryString: 'parameter1=value1&parameter1=value2&parameter2=a%20b%2Bc',
      cookies: ['cookie1=a', 'cookie2=b'],
      headers: {
        header1: 'value1',
        header2: 'value1,value2',
        'content-type': 'application/json',
        'content-length': '20',
        'user-agent': 'bot/1',
        host: 'api.example.com',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': new URL(gateway.url).port,
        'x-forwarded-proto': 'http',
      },
      queryStringParameters: { parameter1: 'value1,value2', parameter2: 'a b+c' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        domainName: new URL(gateway.url).host,
        domainPrefix: '127',
        http: {
          method: 'POST',
          path: '/v1/nfl/players/stats',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'bot/1',
        },
        requestId: expect.stringMatching(/^[\w-]{15}=$/) as unknown,
        routeKey: 'POST /v1/{league}/players/stats',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/) as unknown,
        timeEpoch: expect.any(Number) as unknown,
      },
      pathParameters: { league: 'nfl' },
      body: '{"player_ids":["1"]}',
      isBase64Encoded: false,
    });
  });

  it('has no member for what was not sent', async () => {
    const gateway = await openGateway({ routeKeys: ['GET /'] });
    await send(gateway.url, { path: '/' });
    expect(Object.keys(gateway.events[0] ?? {}).sort()).toEqual(
      ['headers', 'isBase64Encoded', 'rawPath', 'rawQueryString', 'requestContext', 'routeKey', 'version'].sort(),
    );
  });

  it.each([
    ['application/json', 'text'],
    ['application/problem+json; charset=utf-8', 'text'],
    ['text/plain', 'text'],
    ['application/x-www-form-urlencoded', 'base64'],
    ['application/octet-stream', 'base64'],
  ])('carries a body of %s as %s', async (type, expected) => {
    const gateway = await openGateway();
    await send(gateway.url, { ...BATCH, headers: { 'content-type': type }, body: '{"é":1}' });
    const body = expected === 'text' ? '{"é":1}' : Buffer.from('{"é":1}').toString('base64');
    expect(gateway.events[0]).toMatchObject({ body, isBase64Encoded: expected === 'base64' });
  });

  it('never damages bytes that are not text', async () => {
    const gateway = await openGateway();
    await send(gateway.url, { ...BATCH, body: Buffer.from([0x7b, 0xff, 0x7d]) });
    expect(gateway.events[0]).toMatchObject({ body: 'e/99', isBase64Encoded: true });
  });

  it('takes a path with dots as text, encoded or not', async () => {
    const gateway = await openGateway();
    await send(gateway.url, { path: '/v1/nfl/players/%2e%2e%2fsecret/stats?season=..' });
    await send(gateway.url, { path: '/v1/../players/../stats' });
    expect(gateway.events).toMatchObject([
      { pathParameters: { league: 'nfl', id: '../secret' }, queryStringParameters: { season: '..' } },
      { rawPath: '/v1/../players/../stats', pathParameters: { league: '..', id: '..' } },
    ]);
  });

  it('keeps any name of a parameter or header as an ordinary one', async () => {
    const gateway = await openGateway();
    await send(gateway.url, { path: '/v1/nfl/players?__proto__=a&constructor=b', headers: { constructor: 'c' } });
    expect(Object.entries(gateway.events[0]?.queryStringParameters ?? {})).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(gateway.events[0]?.headers).toMatchObject({ constructor: 'c' });
  });
});
