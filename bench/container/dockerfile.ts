import { readFile } from 'node:fs/promises';

/** What the Dockerfile says, as far as it can be done without Docker. */
export interface Dockerfile {
  /** Commands of a shell, in their order, up to where the user changes. */
  readonly runs: readonly string[];
  readonly user: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck: readonly string[];
  /** The entry point and its words. */
  readonly command: readonly string[];
}

export const readDockerfile = async (file: string): Promise<Dockerfile> => {
  const text = (await readFile(file, 'utf8')).replace(/^#.*\n/gm, '').replace(/\\\n\s*/g, '');
  const of = (instruction: string): readonly string[] =>
    [...text.matchAll(new RegExp(`^${instruction} (.*)$`, 'gm'))].map(([, rest = '']) => rest.trim());
  const [user = ''] = of('USER');
  const words = (instruction: string): readonly string[] => {
    const [, list = '[]'] = /(\[.*\])$/.exec(of(instruction).at(-1) ?? '') ?? [];
    return JSON.parse(list) as readonly string[];
  };
  return {
    runs: of('RUN'),
    user,
    environment: Object.fromEntries(of('ENV').map((each) => each.split('=', 2) as [string, string])),
    healthcheck: words('HEALTHCHECK'),
    command: [...words('ENTRYPOINT'), ...words('CMD')],
  };
};
