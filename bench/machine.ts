import { execFileSync } from 'node:child_process';
import { arch, cpus, loadavg, totalmem } from 'node:os';

const said = (command: string, ...words: readonly string[]): string => {
  try {
    return execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
};

/** Where and on what a run of the bench was made. */
export const machine = (): string => {
  const revision = said('git', 'describe', '--always', '--dirty');
  const redis = /v=(\S+)/.exec(said('redis-server', '--version'))?.[1];
  return [
    `Node ${process.version}, V8 ${process.versions.v8}, ${arch()}`,
    `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`,
    `load ${loadavg()[0]?.toFixed(1) ?? '?'}`,
    ...(redis === undefined ? [] : [`redis-server ${redis}`]),
    ...(revision === '' ? [] : [`Statline ${revision}`]),
    new Date().toISOString().slice(0, 16),
  ].join('; ');
};
