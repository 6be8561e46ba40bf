import { defineCommand, OUTPUT_ARGS } from '../command.ts';
import { jsonText, plain } from '../draw/text.ts';
import { EXIT, UsageError } from '../exit-codes.ts';
import { checkProfileName, profileFile, readProfiles, writeProfiles, type Profiles } from '../session/profiles.ts';
import type { Session } from '../session/session.ts';

const NAME = { type: 'positional', required: true, description: 'The name of the profile' } as const;

const NOTES = [
  'The file is $STATLINE_CONFIG, or statline/config.json where the system keeps such files (~/.config). It is written',
  'for its owner alone, and one that holds a key and that others may read is not taken.',
] as const;

export const list = defineCommand({
  name: 'statline profile list',
  about: 'Lists the addresses that have a name; the default one has a star',
  args: OUTPUT_ARGS,
  notes: NOTES,
  async run({ json }, { terminal, env }) {
    const file = profileFile(env);
    const { default: standard, profiles } = await readProfiles(file);
    const rows = [...profiles].map(([name, { url, key }]) => ({ name, url, hasKey: key !== undefined }));
    if (json === true) terminal.out(jsonText({ file, default: standard ?? null, profiles: rows }));
    else if (rows.length === 0) terminal.out(`There is no profile in ${file}.`);
    for (const { name, url, hasKey } of json === true ? [] : rows) {
      terminal.out(plain(`${name === standard ? '*' : ' '} ${name}  ${url}${hasKey ? '  (with a key)' : ''}`));
    }
    return EXIT.answered;
  },
});

export const set = defineCommand({
  name: 'statline profile set',
  about: 'Gives an address and a key a name; the first one is the default',
  args: {
    name: NAME,
    url: { type: 'string', required: true, valueHint: 'address', description: 'The address of the deployment' },
    'ask-key': { type: 'boolean', description: 'Ask for its API key, which is not shown' },
    ...OUTPUT_ARGS,
  },
  notes: [
    'EXAMPLES',
    '',
    '  statline profile set home --url https://abc.execute-api.eu-west-1.amazonaws.com --ask-key',
    '  statline profile set home --url https://… --ask-key < key.txt    where nobody is there to be asked',
    '',
    ...NOTES,
  ],
  async run({ name, url, 'ask-key': asks }, session) {
    checkProfileName(name);
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new UsageError('--url must be an http address');
    const key = asks === true ? await session.askSecret(`The API key of ${name}`) : undefined;
    if (key !== undefined && !/^[\x21-\x7e]{1,500}$/.test(key)) {
      throw new UsageError('A key has 1 to 500 characters and no spaces');
    }
    return change(session, `${name} is ${url}${key === undefined ? ', without a key' : ', with a key'}.`, (held) => ({
      default: held.default ?? name,
      profiles: new Map([...held.profiles, [name, { url, ...(key !== undefined && { key }) }]]),
    }));
  },
});

export const use = defineCommand({
  name: 'statline profile use',
  about: 'Makes a profile the default one',
  args: { name: NAME, ...OUTPUT_ARGS },
  notes: NOTES,
  run: ({ name }, session) =>
    change(session, `Commands ask ${name} from now on.`, (held) => {
      known(held, name);
      return { ...held, default: name };
    }),
});

export const remove = defineCommand({
  name: 'statline profile remove',
  about: 'Forgets an address and its key',
  args: { name: NAME, ...OUTPUT_ARGS },
  notes: NOTES,
  run: ({ name }, session) =>
    change(session, `${name} is forgotten.`, (held) => {
      known(held, name);
      return {
        default: held.default === name ? undefined : held.default,
        profiles: new Map([...held.profiles].filter(([other]) => other !== name)),
      };
    }),
});

const known = ({ profiles }: Profiles, name: string): void => {
  if (profiles.has(name)) return;
  const names = [...profiles.keys()].join(', ');
  throw new UsageError(`There is no profile ${JSON.stringify(name.slice(0, 40))}${names && `; there are ${names}`}`);
};

const change = async (
  { terminal, env }: Session,
  said: string,
  next: (held: Profiles) => Profiles,
): Promise<typeof EXIT.answered> => {
  const file = profileFile(env);
  await writeProfiles(file, next(await readProfiles(file)));
  terminal.out(plain(said));
  return EXIT.answered;
};
