import { execFile } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const TIME_LIMIT_MS = 60_000;

/** Undefined: this machine has none. */
export const findBrowser = async (): Promise<string | undefined> => {
  for (const path of BROWSERS) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
};

/** A picture of a page that lies in a file. The browser has a profile of its own, and asks nobody but the page's hosts. */
export const takeScreenshot = async (
  browser: string,
  { page, picture, height }: { readonly page: string; readonly picture: string; readonly height: number },
): Promise<void> => {
  const profile = await mkdtemp(join(tmpdir(), 'statline-browser-'));
  try {
    const flags = ['headless', 'no-sandbox', 'disable-gpu', 'disable-quic', 'no-first-run', 'hide-scrollbars'];
    const quiet = ['disable-background-networking', 'disable-component-update', 'disable-sync'];
    const values = [`user-data-dir=${profile}`, `screenshot=${picture}`, `window-size=1100,${height}`];
    const words = [...flags, ...quiet, ...values].map((word) => `--${word}`);
    await promisify(execFile)(browser, [...words, `file://${page}`], { timeout: TIME_LIMIT_MS, killSignal: 'SIGKILL' });
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};
