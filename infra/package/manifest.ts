/** What the repository's own manifest says of the package. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** What a user of the construct brings along. */
export const CDK_PEERS = ['aws-cdk-lib', 'constructs'] as const;

/** The packages of the tiers' services. */
export const TIER_PEERS = ['@upstash/redis', '@aws-sdk/client-dynamodb'] as const;

/** The engine, and what it stands on, each an entry of its own: a name in the package to its module. */
export const ENGINE: Readonly<Record<string, string>> = {
  cache: 'lib/library/cache.ts',
  'cache/upstash': 'lib/library/upstash.ts',
  'cache/dynamodb': 'lib/library/dynamodb.ts',
};

export const COMMAND = 'statline';
export const COMMAND_FOLDER = 'cli';
export const CDK_FOLDER = 'cdk';

/** The package's own manifest: it depends on nothing that a user of one part of it would not need. */
export const manifestOf = ({ name, version, description, license, ...own }: Manifest): object => {
  const versions = { ...own.devDependencies, ...own.dependencies };
  const peers = [...CDK_PEERS, ...TIER_PEERS].map((peer) => [peer, versions[peer]] as const);
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    bin: { [COMMAND]: `./${COMMAND_FOLDER}/${COMMAND}.mjs` },
    exports: {
      './client': { types: './types/lib/client/index.d.ts', default: './client.js' },
      './cdk': { types: './types/infra/constructs/statline.d.ts', default: `./${CDK_FOLDER}/cdk.mjs` },
      ...Object.fromEntries(
        Object.entries(ENGINE).map(([name, entry]) => [
          `./${name}`,
          { types: `./types/${entry.replace(/\.ts$/, '.d.ts')}`, default: `./${name}.js` },
        ]),
      ),
      './package.json': './package.json',
    },
    peerDependencies: Object.fromEntries(peers),
    peerDependenciesMeta: Object.fromEntries(peers.map(([peer]) => [peer, { optional: true }])),
  };
};
