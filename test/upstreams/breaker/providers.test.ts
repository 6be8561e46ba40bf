import { beforeEach, describe, expect, it } from 'vitest';
import { UpstreamError, type Upstream } from '../../../lib/sports/upstream/index.ts';
import { createLocalNotes } from '../../../lib/upstreams/breaker/notes.ts';
import { withBreakers } from '../../../lib/upstreams/breaker/with-breakers.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { createRapidApiUpstream } from '../../../lib/upstreams/rapidapi/upstream.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { anyCall } from '../../support/fake-espn.ts';
import { sendTo } from '../../support/fake-send.ts';
import { playerId, teamId } from '../../support/hosted-provider.ts';

type Answering = (url: URL) => Response;

let clock: FakeClock;
/** Hosts that were asked since it was last read. */
let asked: string[];
let answering: Answering;

beforeEach(() => {
  clock = createFakeClock();
  asked = [];
});

const send = sendTo((url) => {
  asked.push(url.host);
  return answering(url);
});

const guarded = (upstream: Upstream): Upstream => withBreakers(upstream, { notes: createLocalNotes(), clock });

const espn = (): Upstream =>
  guarded(
    createEspnUpstream({
      siteUrl: 'http://site',
      webUrl: 'http://web',
      coreUrl: 'http://core',
      partnersUrl: 'http://partners',
      userAgent: 'Statline/1.0',
      clock,
      send,
    }),
  );

const rapidApi = (): Upstream =>
  guarded(createRapidApiUpstream({ url: 'http://metered', key: 'a-key', userAgent: 'Statline/1.0', clock, send }));

const roster = (id: string): Response => Response.json({ team: { id, displayName: 'A team' }, athletes: [] });
const idIn = ({ pathname, searchParams }: URL): string =>
  searchParams.get('id') ?? /\d+/.exec(pathname.slice(20))?.[0] ?? '';

const codeOf = (asking: Promise<unknown>): Promise<string> =>
  asking.then(
    () => 'answered',
    (error: unknown) => (error instanceof UpstreamError ? error.code : String(error)),
  );

const askRosters = async (upstream: Upstream, from: number, count: number): Promise<readonly string[]> => {
  const outcomes: string[] = [];
  for (let number = from; number < from + count; number += 1) {
    outcomes.push(await codeOf(upstream.roster('nfl', teamId(number), anyCall)));
  }
  return outcomes;
};

describe('ESPN, whose site host has a mirror', () => {
  it('is asked at the mirror while the host itself is out of order, and there again when it is back', async () => {
    answering = (url) => (url.host === 'site' ? new Response('', { status: 500 }) : roster(idIn(url)));
    const upstream = espn();
    expect(await askRosters(upstream, 1, 5)).toEqual(['failed', 'failed', 'failed', 'answered', 'answered']);
    expect(asked.splice(0)).toEqual(['site', 'site', 'site', 'web', 'web']);
    answering = (url) => roster(idIn(url));
    clock.advance(1000);
    expect(await askRosters(upstream, 6, 2)).toEqual(['answered', 'answered']);
    expect(asked).toEqual(['site', 'site']);
  });

  it('is not asked anywhere while both are', async () => {
    answering = () => new Response('', { status: 500 });
    const upstream = espn();
    expect(await askRosters(upstream, 1, 20)).toEqual([
      ...Array<string>(4).fill('failed'),
      ...Array<string>(16).fill('provider-unavailable'),
    ]);
    // The mirror is asked because the host is out: its first fault is no chance.
    expect(asked).toEqual(['site', 'site', 'site', 'web']);
  });

  it('is not doubted for a path that is wrong, whatever its 404 says', async () => {
    answering = () => new Response('<h1>Not Found</h1>', { status: 404 });
    const upstream = espn();
    expect(new Set(await askRosters(upstream, 1, 20))).toEqual(new Set(['failed']));
    answering = () => Response.json({ detail: 'Not Found' }, { status: 404 });
    expect(new Set(await askRosters(upstream, 1, 20))).toEqual(new Set(['failed']));
    expect(asked).toHaveLength(40);
  });

  it.each([
    ['{}', () => Response.json({})],
    ['half a document', () => new Response('{"team":')],
    ['a page', () => new Response('<html></html>')],
    ['another team', () => roster('99')],
  ])('is not asked for what it answers with %s', async (_what, answer) => {
    answering = answer;
    const upstream = espn();
    const outcomes = await askRosters(upstream, 1, 20);
    expect(outcomes.filter((each) => each === 'malformed')).toHaveLength(4);
    expect(asked).toHaveLength(4);
  });

  it('answers everything else while rosters are out of order', async () => {
    answering = (url) => {
      if (url.pathname.endsWith('/roster')) return new Response('', { status: 500 });
      return url.host === 'core'
        ? Response.json({ error: { message: 'No athlete found' } }, { status: 404 })
        : Response.json({ items: [] });
    };
    const upstream = espn();
    await askRosters(upstream, 1, 20);
    expect(await codeOf(upstream.player('nfl', playerId(1), anyCall))).toBe('answered');
    expect(await codeOf(upstream.search('nfl', 'somebody', anyCall))).toBe('answered');
  });
});

describe('RapidAPI', () => {
  it('is not asked, and nothing is paid, for what is out of order', async () => {
    answering = () => new Response('', { status: 502 });
    const upstream = rapidApi();
    expect((await askRosters(upstream, 1, 20)).filter((each) => each === 'failed')).toHaveLength(3);
    expect(asked).toHaveLength(3);
    answering = (url) => roster(idIn(url));
    clock.advance(1000);
    expect(await askRosters(upstream, 30, 2)).toEqual(['answered', 'answered']);
  });
});
