import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createKey } from '../../cli/keys/document.ts';
import { buildBundles, startStack } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { findBrowser } from '../browser.ts';
import { lookAtDocs, lookAtStart, shownRequests, type Looked, type Picture } from './pages.ts';
import { openBrowser } from './visit.ts';

const USAGE = `Usage: npm run bench -- look [--out FOLDER]

  Opens the start page and the reference of a stack with keys in Chromium, sends a request from the reference, and takes
  pictures. Fails with a console error, a refused policy, a failed or foreign request, or a serious finding of axe.
  FOLDER is statline-look in the temporary folder unless it says otherwise.
`;

const { values } = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean' } } });
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const look = async (executable: string, out: string): Promise<boolean> => {
  const bundles = await buildBundles({ log: () => undefined });
  const { key, entry } = createKey({ role: 'read', name: 'look', random: () => randomBytes(32) });
  const variables = { [ENV.apiKeyHashes]: `${entry.role}:${entry.sha256}` };
  const stack = await startStack({ bundles, schedules: 'off', refreshing: 'stepped', environments: 1, variables });
  const browser = await openBrowser(executable);
  try {
    await mkdir(out, { recursive: true });
    const picture: Picture = async (name, page) => {
      await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
    };
    const options = { browser, origin: stack.url, picture };
    let isGood = true;
    const report = (name: string, { faults, minor }: Looked): void => {
      print(`${faults.length === 0 ? 'ok    ' : 'FAILED'}  ${name}`);
      for (const fault of faults) print(`          ${fault}`);
      for (const finding of minor) print(`          (${finding})`);
      isGood &&= faults.length === 0;
    };
    for (const dark of [false, true]) {
      for (const phone of [false, true]) {
        report(
          `/, ${dark ? 'dark' : 'light'}, ${phone ? 'phone' : 'desktop'}`,
          await lookAtStart(options, { dark, phone }),
        );
      }
    }
    report('/docs, with a request and its key', await lookAtDocs(options, key));
    for (const url of await shownRequests(options)) {
      const { status } = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
      report(`${url}: ${status}`, { faults: status === 200 ? [] : ['it does not work as it is shown'], minor: [] });
    }
    print(`pictures: ${out}`);
    return isGood;
  } finally {
    await browser.close();
    await stack.close();
    await bundles.close();
  }
};

if (values.help === true) print(USAGE);
else {
  const browser = await findBrowser();
  if (browser === undefined) print('There is no Chromium here: nothing was looked at.');
  else if (!(await look(browser, values.out ?? join(tmpdir(), 'statline-look')))) process.exitCode = 1;
}
