import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../bench/browser.ts';
import { openDashboard, type Dashboard } from '../../bench/dashboard/dashboard.ts';
import { lookAtPage } from '../../bench/dashboard/look.ts';
import { playScene, SCENES } from '../../bench/dashboard/scenes.ts';
import { openStage, type Stage } from '../../bench/dashboard/stage.ts';
import { lookAtStates } from '../../bench/dashboard/states.ts';
import { askForHours } from '../../bench/dashboard/traffic.ts';
import { openBrowser } from '../../bench/look/visit.ts';
import { realBundles } from '../support/bundles.ts';

// The short form of npm run bench -- dashboard: an hour of questions, without warming.

const executable = await findBrowser();
const noPicture = () => Promise.resolve();

describe.skipIf(executable === undefined)('the dashboard in Chromium', { timeout: 300_000 }, () => {
  let browser: Browser;
  let stage: Stage;
  let dashboard: Dashboard;
  beforeAll(async () => {
    browser = await openBrowser(executable ?? '');
    stage = await openStage({
      bundles: await realBundles(),
      start: Date.UTC(2026, 10, 10, 17),
      leagues: 'nfl,nba',
    });
    await askForHours(stage, { hours: 1, runEvery: null });
    dashboard = await openDashboard(browser, { origin: stage.stack.url, key: stage.keys.operator });
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await stage.close();
  });

  it('shows the numbers of the answers, and those are what was counted beside them', async () => {
    const { compared, faults } = await lookAtPage(dashboard, stage, 'light', noPicture);
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(300);
  });

  it('shows what goes wrong within a refresh', async () => {
    for (const name of ['an operator purges a team', 'Redis is out', 'the provider refuses every call']) {
      const scene = SCENES.find((each) => each.name === name);
      if (scene === undefined) throw new Error(`There is no scene ${name}`);
      expect(await playScene(scene, stage, dashboard), name).toEqual([]);
      await scene.end?.(stage);
    }
    expect(dashboard.faults).toEqual([]);
  });

  it('says what it cannot show, and keeps the key in the tab alone', async () => {
    expect(await lookAtStates({ browser, stage, picture: noPicture })).toEqual([]);
  });
});
