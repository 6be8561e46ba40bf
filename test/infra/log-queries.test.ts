import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOG_QUERIES, queryText, type LogQuery } from '../../infra/constructs/log-queries.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../../lib/http/api-keys.ts';
import type { TemplateJson } from '../support/alarms/alarm-definitions.ts';
import { startWatchedStack, type WatchedStack, type WrittenLine } from '../support/alarms/watched-stack.ts';
import type { AskOptions } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';
import { templateOf } from './stack-template.ts';

// Nothing here runs a query: Logs Insights is AWS's. What is held are its grammar, as far as these use it, and that what
// they ask for is in lines that the functions have written.

const COMMANDS = ['filter', 'fields', 'stats', 'sort', 'limit'];
const FUNCTIONS = ['sum', 'count', 'max', 'pct', 'latest', 'bin'];
const WORDS = ['and', 'or', 'in', 'like', 'as', 'by', 'desc', 'asc'];
/** Of CloudWatch itself, and what Lambda writes. */
const GIVEN = ['@timestamp', '@message'];
/** Of an error of ours, and of what becomes of messages: test/functions/refresh and test/telemetry have their lines. */
const OF_FAULTS = ['error.name', 'error.message', 'what', 'key', 'why'];

const tokensOf = (text: string): readonly string[] =>
  text
    .replace(/"[^"]*"|\/(?:[^/\\]|\\.)+\//g, ' ')
    .split(/[^\w@.]+/)
    .filter((token) => /^[@A-Za-z]/.test(token));

/** What a query names that is neither a word of the language nor a name of its own. */
const fieldsOf = ({ commands }: LogQuery): ReadonlySet<string> => {
  const own = commands.flatMap((command) => [...command.matchAll(/ as (\w+)/g)].map(([, name]) => name));
  const known = new Set([...COMMANDS, ...FUNCTIONS, ...WORDS, ...own]);
  return new Set(commands.flatMap(tokensOf).filter((token) => !known.has(token)));
};

describe('the questions to the logs', () => {
  it.each(LOG_QUERIES)('$name is of commands and functions that Logs Insights has', (query) => {
    for (const command of query.commands) {
      expect(COMMANDS).toContain(command.split(' ', 1)[0]);
      for (const [, name] of command.matchAll(/(\w+)\(/g)) expect(FUNCTIONS).toContain(name);
      expect(command.split('"')).toHaveLength(2 * Math.floor(command.split('"').length / 2) + 1);
    }
    expect(queryText(query)).not.toMatch(/\|\s*\|/);
  });

  it('are all in the runbook, by name', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    expect(LOG_QUERIES.map(({ name }) => name).filter((name) => !runbook.includes(`\`${name}\``))).toEqual([]);
  });
});

const MINUTE_MS = 60_000;
// A roster is fresh for six hours outside the windows, and served stale at once for another.
const START = Date.parse('2026-10-12T15:00Z');
const ROSTER_STALE_AFTER_MS = 6.5 * 60 * MINUTE_MS;
const PROBED_AFTER_MS = 31_000;

const KEY = 'statline_bc4TQnbvXyQ1-i6ZZ7f5mJ0oX2kq9sYw3uE8rD1aHcM';
const traceOf = (number: number): string => `a${String(number).padStart(31, '0')}`;
const TRACES = { load: traceOf(1), stale: traceOf(2), purge: traceOf(3), agent: traceOf(4) };

describe('in the lines of a stack that met faults', () => {
  let watched: WatchedStack;

  const asked = (trace: string): AskOptions => ({
    environment: 1,
    headers: { 'x-api-key': KEY, traceparent: `00-${trace}-00f067aa0ba902b7-01` },
  });

  beforeAll(async () => {
    const variables = { LEAGUES: 'nfl', API_KEY_HASHES: `admin:${sha256Of(KEY)}`, ...GENEROUS_LIMITS };
    const template = templateOf().toJSON() as TemplateJson;
    watched = await startWatchedStack({ bundles: await realBundles(), template, start: START, variables });
    const { stack, table, clock } = watched;
    const rosterOf = (team: string): string => `/v1/nfl/teams/${team}/roster`;
    await watched.ask(rosterOf('KC'), asked(TRACES.load));
    await watched.ask('/v1/nfl/teams/KC/nowhere', asked(TRACES.load));
    // Stale: answered at once, and left to the refresh function, for which the provider is out by then.
    clock.advance(ROSTER_STALE_AFTER_MS);
    await watched.ask(rosterOf('KC'), asked(TRACES.stale));
    stack.upstream?.configure({ fail: 'html403' });
    for (const team of ['BUF', 'DAL', 'PHI', 'SF']) await watched.ask(rosterOf(team), asked(TRACES.load));
    await stack.workOffQueue();
    clock.advance(PROBED_AFTER_MS);
    stack.upstream?.configure({ fail: 'none' });
    await watched.ask(rosterOf('DET'), asked(TRACES.load));
    table.set('throttled');
    await watched.ask(rosterOf('GB'), asked(TRACES.load));
    table.set('none');
    clock.advance(MINUTE_MS);
    await watched.ask('/v1/admin/purge', { ...asked(TRACES.purge), body: { league: 'nfl', scope: 'team:12' } });
    await fetch(`${stack.url}/mcp`, {
      method: 'POST',
      headers: {
        ...asked(TRACES.agent).headers,
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
        params: { name: 'team', arguments: { league: 'nfl', team: 'DET' } },
      }),
    });
    await watched.runDue();
  }, 120_000);
  afterAll(() => watched.close());

  const valueAt = (line: WrittenLine, path: string): unknown =>
    path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], line);

  it('is every field that a question names', () => {
    const named = new Set(LOG_QUERIES.flatMap((query) => [...fieldsOf(query)]));
    const known = [...GIVEN, ...OF_FAULTS];
    const missing = [...named].filter(
      (field) => !known.includes(field) && !watched.lines.some((line) => valueAt(line, field) !== undefined),
    );
    expect(missing).toEqual([]);
  });

  /** What each function wrote for a trace. */
  const writtenFor = (trace: string): readonly string[] => [
    ...new Set(
      watched.lines.filter((line) => line.trace === trace).map((line) => `${line.from} ${String(line.message)}`),
    ),
  ];

  it('is the trace of a request in all that it led to, whichever function did it', () => {
    expect(writtenFor(TRACES.load)).toEqual(
      expect.arrayContaining([
        ...['api loaded', 'api request', 'api load failed'],
        ...['api provider unavailable', 'api provider back', 'api tier failed'],
      ]),
    );
    // Its answer did not wait for the load.
    expect(writtenFor(TRACES.stale)).toEqual(['api request', 'refresh load failed']);
    expect(writtenFor(TRACES.purge)).toEqual(expect.arrayContaining(['api purged', 'api request']));
    expect(writtenFor(TRACES.agent)).toEqual(expect.arrayContaining(['mcp request', 'api request']));
    const [ofAgent, ofApi] = ['mcp', 'api'].map((from) =>
      watched.lines.find((line) => line.trace === TRACES.agent && line.from === from && line.message === 'request'),
    );
    expect(ofApi?.forwarded).toBe(ofAgent?.request);
  });

  it('is a trace or a request in every line of a function', () => {
    expect(watched.lines.filter(({ request }) => request === undefined)).toEqual([]);
    expect(watched.lines.filter(({ from, trace }) => from !== 'api' && trace === undefined)).toEqual([]);
  });

  it('is no key', () => {
    expect(JSON.stringify(watched.lines)).not.toContain(KEY);
  });
});
