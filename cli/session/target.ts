import { UsageError } from '../exit-codes.ts';
import { profileFile, readProfiles, type Profile } from './profiles.ts';
import type { Variables } from './session.ts';

/** What `npm start` listens at. */
const LOCAL_URL = 'http://127.0.0.1:8787';

/** The deployment that is asked, and who has named it. */
export interface Target {
  readonly url: string;
  readonly key: string | undefined;
  /** For people: `--url`, `STATLINE_URL`, `the profile home`, … */
  readonly urlFrom: string;
  readonly keyFrom: string | undefined;
}

export interface TargetOptions {
  readonly url?: string | undefined;
  readonly key?: string | undefined;
  readonly profile?: string | undefined;
}

/**
 * The address is named by the first of: `--url`, `--profile`, `STATLINE_URL`, `STATLINE_PROFILE`, the file's default
 * profile; else it is the local stack's. The key by the first of `--key`, `STATLINE_KEY` and the profile, whose key goes
 * to its own address only. A profile that is named by a flag is taken whole.
 */
export const findTarget = async (options: TargetOptions, env: Variables): Promise<Target> => {
  const { url, key, profile } = options;
  if (url !== undefined && profile !== undefined) throw new UsageError('--url and --profile name two addresses');
  const named = await addressOf({ url, profile }, env);
  const keys: readonly (readonly [string | undefined, string])[] = [
    [key, '--key'],
    ...(profile === undefined ? [] : [[named.profile?.key, named.from] as const]),
    [valueOf(env, 'STATLINE_KEY'), 'STATLINE_KEY'],
    [named.profile?.key, named.from],
  ];
  const [found, keyFrom] = keys.find(([value]) => value !== undefined) ?? [];
  return { url: named.url, urlFrom: named.from, key: found, keyFrom };
};

interface Address {
  readonly url: string;
  readonly from: string;
  readonly profile?: Profile;
}

const addressOf = async ({ url, profile }: TargetOptions, env: Variables): Promise<Address> => {
  if (url !== undefined) return { url, from: '--url' };
  const given = valueOf(env, 'STATLINE_URL');
  if (profile === undefined && given !== undefined) return { url: given, from: 'STATLINE_URL' };
  const file = profileFile(env);
  const known = await readProfiles(file);
  const name = profile ?? valueOf(env, 'STATLINE_PROFILE') ?? known.default;
  if (name === undefined) return { url: LOCAL_URL, from: 'nothing else: it is where `npm start` listens' };
  const found = known.profiles.get(name);
  if (found !== undefined) return { url: found.url, from: `the profile ${name}`, profile: found };
  const names = [...known.profiles.keys()].join(', ');
  throw new UsageError(`There is no profile ${JSON.stringify(name)} in ${file}${names && `; there are ${names}`}`);
};

/** An empty variable is one that is not set. */
const valueOf = (env: Variables, name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
