import { describe, expect, it } from 'vitest';
import {
  currentCost,
  noteCall,
  noteSpent,
  parseTraceparent,
  parseXrayRoot,
  runWithTrace,
  traceFields,
  traceOfPart,
  traceOfRequest,
  traceOfRun,
} from '../../lib/telemetry/trace.ts';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const XRAY = 'Root=1-5759e988-bd862e3fe1be46a994272793';
const XRAY_ID = '5759e988bd862e3fe1be46a994272793';

describe('traceparent (W3C Trace Context)', () => {
  it.each([
    [`00-${ID}-${PARENT}-01`, true],
    [`00-${ID}-${PARENT}-00`, false],
    // Flags that version 00 does not know.
    [`00-${ID}-${PARENT}-ff`, true],
    // Later versions may say more, after a dash.
    [`01-${ID}-${PARENT}-01`, true],
    [`cc-${ID}-${PARENT}-01-what-comes`, true],
  ])('is read: %s', (text, isSampled) => {
    const { traceId, flags = '' } = parseTraceparent(text) ?? {};
    expect([traceId, (Number.parseInt(flags, 16) & 1) === 1]).toEqual([ID, isSampled]);
  });

  it.each([
    ['nothing', ''],
    ['no version', `${ID}-${PARENT}-01`],
    ['version ff', `ff-${ID}-${PARENT}-01`],
    ['upper case', `00-${ID.toUpperCase()}-${PARENT}-01`],
    ['an upper-case version', `0A-${ID}-${PARENT}-01`],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${PARENT}-01`],
    ['a parent id of zeros', `00-${ID}-${'0'.repeat(16)}-01`],
    ['a short trace id', `00-${ID.slice(1)}-${PARENT}-01`],
    ['a long parent id', `00-${ID}-${PARENT}0-01`],
    ['version 00 with more', `00-${ID}-${PARENT}-01-more`],
    ['a later version with more and no dash', `01-${ID}-${PARENT}-01more`],
    ['flags of one digit', `00-${ID}-${PARENT}-1`],
    ['what is no hex', `00-${ID.replace('4', 'g')}-${PARENT}-01`],
    // API Gateway joins headers of one name.
    ['several headers', `00-${ID}-${PARENT}-01,00-${ID}-${PARENT}-01`],
    ['spaces', ` 00-${ID}-${PARENT}-01`],
    ['a second line', `00-${ID}-${PARENT}-01\n`],
  ])('is ignored: %s', (_name, text) => expect(parseTraceparent(text)).toBeUndefined());

  it.each([undefined, null, 7, {}])('is ignored where it is no text: %j', (value) => {
    expect(parseTraceparent(value)).toBeUndefined();
  });
});

describe("X-Ray's header", () => {
  it.each([XRAY, `${XRAY};Parent=53995c3f42cd8ad8;Sampled=1`, `Self=1-67891234-12456789abcdef012345678;${XRAY}`])(
    'names a trace as W3C would: %s',
    (text) => expect(parseXrayRoot(text)).toBe(XRAY_ID),
  );

  it.each(['', 'Root=1-5759e988', `NotRoot=1-5759e988-bd862e3fe1be46a994272793`, `${XRAY}0`, 7])(
    'is ignored where it is malformed: %s',
    (text) => expect(parseXrayRoot(text)).toBeUndefined(),
  );
});

describe('the trace of a request', () => {
  const event = (headers: Readonly<Record<string, string>>) => ({
    headers,
    requestContext: { requestId: 'gateway-1' },
  });

  it('is the traceparent’s, else X-Ray’s, else none', () => {
    const both = { traceparent: `00-${ID}-${PARENT}-01`, 'x-amzn-trace-id': XRAY };
    expect(traceOfRequest(event(both)).traceId).toBe(ID);
    expect(traceOfRequest(event({ ...both, traceparent: 'bad' })).traceId).toBe(XRAY_ID);
    expect(traceOfRequest(event({})).traceId).toBeUndefined();
  });

  it('is had of whatever a function is invoked with', () => {
    for (const odd of [undefined, null, 7, 'text', [], { headers: null }, { headers: 7, requestContext: [] }]) {
      expect(traceOfRequest(odd)).toMatchObject({ traceId: undefined, requestId: undefined });
    }
  });

  it('is on every line written for it, what it does not wait for included, and on no other’s', async () => {
    const begun = Promise.withResolvers<unknown>();
    const later: Promise<object>[] = [];
    const first = runWithTrace(traceOfRequest(event({ traceparent: `00-${ID}-${PARENT}-01` })), () => {
      later.push(begun.promise.then(() => traceFields()));
      return traceFields();
    });
    const second = runWithTrace(traceOfRequest(event({})), () => traceFields());
    begun.resolve(undefined);
    expect(first).toEqual({ trace: ID, request: 'gateway-1' });
    expect(second).toEqual({ request: 'gateway-1' });
    expect(await Promise.all(later)).toEqual([first]);
    expect(traceFields()).toEqual({});
  });
});

it('a run bears the cost of its parts, each of which has a trace of its own', () => {
  const cost = runWithTrace(traceOfRun({ traceId: XRAY_ID, requestId: 'run' }), () => {
    noteCall();
    runWithTrace(traceOfPart({ traceId: ID, requestId: 'm1' }), () => {
      noteCall();
      noteSpent('l2', 3);
      expect(traceFields()).toEqual({ trace: ID, request: 'm1' });
    });
    runWithTrace(traceOfPart({ requestId: 'm2' }), () => {
      noteSpent('l2', 4);
      expect(traceFields()).toEqual({ trace: XRAY_ID, request: 'm2' });
    });
    return currentCost();
  });
  expect(cost).toEqual({ calls: 2, ms: new Map([['l2', 7]]) });
  noteCall();
  noteSpent('l2', 1);
  expect(currentCost()).toEqual({ calls: 0, ms: new Map() });
});
