import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const FUNCTIONS = join(import.meta.dirname, '..', '..', 'functions');

/** The name and entry of every folder in `functions` that has a lambda.ts. */
export const findFunctions = async (folder: string = FUNCTIONS): Promise<Readonly<Record<string, string>>> => {
  const children = await readdir(folder, { withFileTypes: true });
  return Object.fromEntries(
    children
      .filter((child) => child.isDirectory())
      .map((child): [string, string] => [child.name, join(folder, child.name, 'lambda.ts')])
      .filter(([, entry]) => existsSync(entry)),
  );
};
