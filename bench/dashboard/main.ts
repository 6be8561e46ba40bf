import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { buildBundles } from '../../infra/local/stack/stack.ts';
import { findBrowser } from '../browser.ts';
import type { Picture } from '../look/pages.ts';
import { openBrowser } from '../look/visit.ts';
import { openDashboard } from './dashboard.ts';
import { lookAtPage } from './look.ts';
import { playScene, SCENES } from './scenes.ts';
import { openStage, type Stage } from './stage.ts';
import { lookAtStates } from './states.ts';
import { askForHours } from './traffic.ts';

const USAGE = `Usage: npm run bench -- dashboard [--out FOLDER] [--hours N]

  Three bots with keys of their own ask a stack on this machine for a day (N hours) of its clock. Then the dashboard is
  opened in Chromium: every number on it must be that of the answer it comes from, and those what was counted beside them;
  a trade, a purge, an outage of Redis, a blocked provider and a spent budget must show within a refresh. Takes pictures.
  FOLDER is statline-dashboard in the temporary folder unless it says otherwise.
`;

// Two days before the NFL's trade deadline, so that a window is open.
const FIRST_HOUR = Date.UTC(2026, 10, 9, 20);

const { values } = parseArgs({
  options: { out: { type: 'string' }, hours: { type: 'string' }, help: { type: 'boolean' } },
});
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const failed: string[] = [];
const report = (name: string, faults: readonly string[]): void => {
  print(`${faults.length === 0 ? 'ok    ' : 'FAILED'}  ${name}`);
  for (const fault of faults) print(`          ${fault}`);
  if (faults.length > 0) failed.push(name);
};

interface Looking {
  readonly stage: Stage;
  readonly browser: Browser;
  readonly picture: Picture;
  readonly out: string;
}

const lookAtAll = async ({ stage, browser, picture, out }: Looking): Promise<void> => {
  const origin = stage.stack.url;
  for (const [name, how] of [
    ['light', {}],
    ['dark', { dark: true }],
    ['phone', { phone: true }],
    ['phone-dark', { phone: true, dark: true }],
  ] as const) {
    const dashboard = await openDashboard(browser, { origin, key: stage.keys.operator, ...how });
    const { compared, faults } = await lookAtPage(dashboard, stage, name, picture);
    report(`${name}: ${compared} numbers; ${await dashboard.verdict()}`, faults);
    if (name === 'light') await writeFile(join(out, 'answers.json'), JSON.stringify(dashboard.had, null, 2));
    await dashboard.close();
  }
  const dashboard = await openDashboard(browser, { origin, key: stage.keys.operator });
  for (const scene of SCENES) {
    report(scene.name, await playScene(scene, stage, dashboard));
    await picture(`scene-${scene.name.replaceAll(/\W+/g, '-')}`, dashboard.page);
    await scene.end?.(stage);
  }
  report('no fault on the way', dashboard.faults);
  await dashboard.close();
  report('states', await lookAtStates({ browser, stage, picture }));
};

const run = async (executable: string, out: string, hours: number): Promise<void> => {
  await mkdir(out, { recursive: true });
  const bundles = await buildBundles({ log: () => undefined });
  const stage = await openStage({ bundles, start: FIRST_HOUR, leagues: 'nfl,nba' });
  const browser = await openBrowser(executable);
  try {
    await askForHours(stage, { hours, runEvery: 8, say: print });
    const picture = async (name: string, page: Page): Promise<void> => {
      await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
    };
    await lookAtAll({ stage, browser, picture, out });
    print(`pictures: ${out}`);
  } finally {
    await browser.close();
    await stage.close();
    await bundles.close();
  }
};

if (values.help === true) print(USAGE);
else {
  const browser = await findBrowser();
  if (browser === undefined) print('There is no Chromium here: nothing was looked at.');
  else {
    await run(browser, values.out ?? join(tmpdir(), 'statline-dashboard'), Number(values.hours ?? 24));
    if (failed.length > 0) process.exitCode = 1;
  }
}
