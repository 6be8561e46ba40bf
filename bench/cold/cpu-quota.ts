import { access, constants, mkdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A group of processes that together get a share of one core, as a Lambda function does by its memory. */
export interface CpuQuota {
  /** Everything that the process does from now on. */
  hold(pid: number): Promise<void>;
  /** Once nothing is in it. */
  close(): Promise<void>;
}

const PERIOD_US = 20_000;

interface Version {
  /** The folder in which groups are made. */
  readonly root: string;
  readonly files: (quota: number) => Readonly<Record<string, string>>;
}

const VERSIONS: readonly Version[] = [
  {
    root: '/sys/fs/cgroup/cpu',
    files: (quota) => ({ 'cpu.cfs_period_us': String(PERIOD_US), 'cpu.cfs_quota_us': String(quota) }),
  },
  { root: '/sys/fs/cgroup', files: (quota) => ({ 'cpu.max': `${quota} ${PERIOD_US}` }) },
];

/**
 * Undefined on a machine that cannot: it takes Linux, root and a control group that can be written.
 *
 * @example
 * const quota = await openCpuQuota(0.29);
 */
export const openCpuQuota = async (cores: number): Promise<CpuQuota | undefined> => {
  for (const { root, files } of VERSIONS) {
    const folder = join(root, `statline-bench-${process.pid}-${String(cores).replace('.', '-')}`);
    try {
      await access(root, constants.W_OK);
      await mkdir(folder);
    } catch {
      continue;
    }
    try {
      for (const [file, text] of Object.entries(files(Math.round(cores * PERIOD_US)))) {
        await writeFile(join(folder, file), text);
      }
    } catch {
      await rmdir(folder);
      continue;
    }
    return {
      hold: (pid) => writeFile(join(folder, 'cgroup.procs'), String(pid)),
      close: () => rmdir(folder),
    };
  }
  return undefined;
};
