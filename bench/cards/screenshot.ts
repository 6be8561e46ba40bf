import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { QUIET_FLAGS } from '../browser.ts';

const TIME_LIMIT_MS = 60_000;

/** A picture of a page that lies in a file. The browser has a profile of its own, and asks nobody but the page's hosts. */
export const takeScreenshot = async (
  browser: string,
  { page, picture, height }: { readonly page: string; readonly picture: string; readonly height: number },
): Promise<void> => {
  const profile = await mkdtemp(join(tmpdir(), 'statline-browser-'));
  try {
    const values = [`user-data-dir=${profile}`, `screenshot=${picture}`, `window-size=1100,${height}`];
    const words = [...QUIET_FLAGS, '--hide-scrollbars', ...values.map((word) => `--${word}`)];
    await promisify(execFile)(browser, [...words, `file://${page}`], { timeout: TIME_LIMIT_MS, killSignal: 'SIGKILL' });
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};
