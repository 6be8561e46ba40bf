import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { UsageError } from '../exit-codes.ts';
import type { Variables } from './session.ts';

const NAME = /^[\w.-]{1,40}$/;
const NAME_WORDING = '1 to 40 letters, digits, dots, dashes or underscores';
const MAX_FILE_BYTES = 65_536;

const Profile = v.strictObject({ url: v.string(), key: v.optional(v.string()) });

const File = v.strictObject({
  default: v.optional(v.string()),
  profiles: v.record(v.pipe(v.string(), v.regex(NAME, `must be ${NAME_WORDING}`)), Profile),
});

export type Profile = v.InferOutput<typeof Profile>;

/** Addresses and keys by name. */
export interface Profiles {
  readonly default?: string | undefined;
  readonly profiles: ReadonlyMap<string, Profile>;
}

export const checkProfileName = (name: string): string => {
  if (!NAME.test(name)) throw new UsageError(`A profile is named with ${NAME_WORDING}`);
  return name;
};

/** `$STATLINE_CONFIG`, or `statline/config.json` where the system keeps such files. */
export const profileFile = (env: Variables, platform: NodeJS.Platform = process.platform): string => {
  const given = [env.STATLINE_CONFIG, platform === 'win32' ? env.APPDATA : env.XDG_CONFIG_HOME];
  const [file, folder] = given.map((path) => (path === '' ? undefined : path));
  return file ?? join(folder ?? join(env.HOME ?? homedir(), '.config'), 'statline', 'config.json');
};

/** None where there is no file. Throws UsageError for one that cannot be used, or that others may read a key in. */
export const readProfiles = async (file: string): Promise<Profiles> => {
  const found = await stat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw new UsageError(`${file} cannot be read (${codeOf(error)})`);
  });
  if (found === undefined) return { profiles: new Map() };
  if (found.size > MAX_FILE_BYTES) throw new UsageError(`${file} has more than ${MAX_FILE_BYTES} bytes`);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read (${codeOf(error)})`);
  });
  const parsed = v.safeParse(File, jsonIn(text, file));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new UsageError(`${file} is malformed at ${v.getDotPath(issue) ?? 'its beginning'}: ${issue.message}`);
  }
  const profiles = new Map(Object.entries(parsed.output.profiles));
  const hasKey = [...profiles.values()].some(({ key }) => key !== undefined);
  // Windows has no such bits.
  if (hasKey && process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new UsageError(`${file} holds a key, and others may read it: chmod 600 ${file}`);
  }
  return { default: parsed.output.default, profiles };
};

/** Replaces the file as a whole, for its owner alone. */
export const writeProfiles = async (file: string, { default: standard, profiles }: Profiles): Promise<void> => {
  const text = JSON.stringify({ default: standard, profiles: Object.fromEntries(profiles) }, null, 2);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${text}\n`, { mode: 0o600 });
  // A draft that was left behind has kept its own mode.
  await chmod(draft, 0o600);
  await rename(draft, file);
};

const jsonIn = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`${file} does not hold JSON`);
  }
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
