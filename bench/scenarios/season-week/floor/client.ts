import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';

// A process that asks the same thing again and again over node:http, and reads the answers. Its argument is the work as
// JSON; it prints the milliseconds of CPU that this took.

export interface BareWork {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly times: number;
}

const agent = new Agent({ keepAlive: true });

const ask = ({ url, method, headers, body }: BareWork): Promise<unknown> =>
  new Promise((resolve, reject) => {
    request(url, { agent, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}: ${String(bytes)}`));
        else {
          const isPacked = response.headers['content-encoding'] === 'gzip';
          resolve(JSON.parse((isPacked ? gunzipSync(bytes) : bytes).toString('utf8')));
        }
      });
    })
      .on('error', reject)
      .end(body);
  });

const work = JSON.parse(process.argv[2] ?? '') as BareWork;
const before = process.cpuUsage();
for (let time = 0; time < work.times; time += 1) await ask(work);
const { user, system } = process.cpuUsage(before);
process.stdout.write(String((user + system) / 1000));
agent.destroy();
