import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { SeasonTableAthlete } from '../../lib/sports/upstream/index.ts';
import { readSeasonTableAthlete } from '../../lib/upstreams/espn/season-table-athlete.ts';
import { createEspnUpstream } from '../../lib/upstreams/espn/upstream.ts';
import { generatedBulk } from '../../test/upstreams/espn/generated-season-table.ts';

// What a full football season costs in memory: read by the adapter as it comes in, and page by page with JSON.parse.
// Each way has a process of its own; the provider is this one, and generates its pages as it sends them.

const PAGES = 3;
const ATHLETES = 834;
const WAYS = ['nothing', 'adapter', 'JSON.parse'] as const;
type Way = (typeof WAYS)[number];

interface Peak {
  /** Bytes. */
  readonly rss: number;
  readonly heap: number;
  readonly athletes: number;
  readonly milliseconds: number;
}

const read: Readonly<Record<Way, (url: string, page: number) => Promise<readonly SeasonTableAthlete[]>>> = {
  nothing: () => Promise.resolve([]),
  async adapter(url, page) {
    const addresses = { siteUrl: url, webUrl: url, coreUrl: url, partnersUrl: url };
    const espn = createEspnUpstream({ ...addresses, userAgent: 'Statline/1.0' });
    const { athletes } = await espn.seasonTable(
      'nfl',
      { season: 2024, type: 'regular', group: 'all', page },
      new AbortController(),
    );
    return athletes;
  },
  async 'JSON.parse'(url, page) {
    const response = await fetch(`${url}/?page=${String(page)}`);
    const { athletes } = JSON.parse(await response.text()) as { readonly athletes: readonly unknown[] };
    return athletes.flatMap((athlete) => readSeasonTableAthlete(athlete) ?? []);
  },
};

const measure = async (way: Way, url: string): Promise<Peak> => {
  let heap = 0;
  const look = () => {
    const { heapUsed, external } = process.memoryUsage();
    heap = Math.max(heap, heapUsed + external);
  };
  const timer = setInterval(look, 2);
  const began = performance.now();
  const season: SeasonTableAthlete[] = [];
  for (let page = 1; page <= PAGES; page += 1) {
    season.push(...(await read[way](url, page)));
    look();
  }
  clearInterval(timer);
  const rss = process.resourceUsage().maxRSS * 1024;
  return { rss, heap, athletes: season.length, milliseconds: performance.now() - began };
};

const inOwnProcess = async (way: Way, url: string): Promise<Peak> => {
  const child = spawn(process.execPath, [import.meta.filename, way, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) output += String(chunk);
  return JSON.parse(output) as Peak;
};

const serve = async (): Promise<AsyncDisposable & { readonly url: string; readonly bytes: () => number }> => {
  let bytes = 0;
  const server = createServer((request, response) => {
    const page = Number(new URL(request.url ?? '', 'http://provider').searchParams.get('page'));
    const body = generatedBulk({ season: 2024, page, pages: PAGES, athletes: ATHLETES });
    Readable.from(body)
      .on('data', (chunk: string) => (bytes += chunk.length))
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    bytes: () => bytes,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

const compare = async (): Promise<void> => {
  await using provider = await serve();
  const base = await inOwnProcess('nothing', provider.url);
  const adapter = await inOwnProcess('adapter', provider.url);
  const size = provider.bytes();
  const whole = await inOwnProcess('JSON.parse', provider.url);
  console.log(`${String(adapter.athletes)} athletes, ${megabytes(size)} MB in ${String(PAGES)} pages`);
  for (const [way, peak] of Object.entries({ adapter, 'JSON.parse': whole })) {
    const growth = `peak RSS +${megabytes(peak.rss - base.rss)} MB, peak heap +${megabytes(peak.heap - base.heap)} MB`;
    console.log(`${way.padEnd(10)}  ${growth}, ${peak.milliseconds.toFixed(0)} ms`);
  }
  const ratio = (of: (peak: Peak) => number) => ((of(whole) - of(base)) / (of(adapter) - of(base))).toFixed(2);
  console.log(
    `JSON.parse takes ${ratio(({ rss }) => rss)} times the RSS and ${ratio(({ heap }) => heap)} times the heap`,
  );
};

const [way, url] = process.argv.slice(2);
const known = WAYS.find((candidate) => candidate === way);
if (known !== undefined && url !== undefined) console.log(JSON.stringify(await measure(known, url)));
else await compare();
