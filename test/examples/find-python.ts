import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const CANDIDATES = ['/usr/bin/python3', 'python3'] as const;

/** A Python that has httpx; undefined: there is none here. */
export const findPython = async (): Promise<string | undefined> => {
  const found = await Promise.all(
    CANDIDATES.map((program) =>
      promisify(execFile)(program, ['-c', 'import httpx']).then(
        () => program,
        () => undefined,
      ),
    ),
  );
  return found.find((program) => program !== undefined);
};
