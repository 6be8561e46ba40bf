import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs cfn-lint on a template; false: it is not installed. Throws what it finds. */
export const lint = async (file: string): Promise<boolean> => {
  try {
    await run('cfn-lint', [file]);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    const found = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    throw new Error(`cfn-lint reports faults in the template:\n${found}`, { cause: error });
  }
};
