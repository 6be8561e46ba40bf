import { readdir, readFile } from 'node:fs/promises';

/** Milliseconds of CPU that a process has used in all threads that it has now. Linux. */
export const cpuTimeOf = async (pid: number | undefined): Promise<number> => {
  const folder = `/proc/${String(pid)}/task`;
  const threads = await Promise.all(
    (await readdir(folder)).map((thread) => readFile(`${folder}/${thread}/schedstat`, 'utf8').catch(() => '0')),
  );
  return threads.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e6;
};
