/** The direction rules: what may import what. Prose: docs/architecture.md. */
const lib = (folder) => `^lib/${folder}/`;

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'engine-imports-only-itself',
      severity: 'error',
      from: { path: lib('cache') },
      to: { pathNot: lib('cache') },
    },
    {
      name: 'engine-is-entered-by-its-index',
      severity: 'error',
      from: { pathNot: [lib('cache'), '^test/cache/', '^test/bench/'] },
      to: { path: lib('cache'), pathNot: '^lib/cache/index\\.ts$' },
    },
    {
      name: 'domain-knows-engine-and-itself',
      severity: 'error',
      from: { path: lib('sports'), pathNot: ['/calendar/zone\\.ts$', '/directory/suggestions\\.ts$'] },
      to: { pathNot: [lib('sports'), '^lib/cache/index\\.ts$'] },
    },
    {
      name: 'domain-keeps-time-zones-and-typos-in-a-file-each',
      severity: 'error',
      from: { path: [lib('sports') + 'calendar/zone\\.ts$', lib('sports') + 'directory/suggestions\\.ts$'] },
      to: { pathNot: [lib('sports'), '^lib/cache/index\\.ts$', 'node_modules/(@date-fns/tz|fastest-levenshtein)/'] },
    },
    {
      name: 'tiers-know-engine-and-a-vendor',
      severity: 'error',
      from: { path: lib('tiers') },
      to: {
        path: '^(lib|functions|infra|test)/',
        // Beside the engine's port, those of what is remembered durably.
        pathNot: [lib('tiers'), '^lib/cache/index\\.ts$', '^lib/sports/(budget|tallies|notebook)\\.ts$'],
      },
    },
    {
      name: 'upstreams-know-the-port',
      severity: 'error',
      from: { path: lib('upstreams') },
      to: { path: '^(lib|functions|infra|test)/', pathNot: [lib('upstreams'), lib('sports')] },
    },
    {
      name: 'providers-do-not-know-each-other',
      severity: 'error',
      // What they have alike is in shapes/, which knows neither.
      from: { path: lib('upstreams/(espn|rapidapi)') },
      to: { path: lib('upstreams/(espn|rapidapi)'), pathNot: lib('upstreams/$1') },
    },
    {
      name: 'what-providers-share-knows-no-provider',
      severity: 'error',
      from: { path: lib('upstreams'), pathNot: lib('upstreams/(espn|rapidapi)') },
      to: { path: lib('upstreams/(espn|rapidapi)') },
    },
    {
      name: 'http-and-telemetry-know-engine-and-domain',
      severity: 'error',
      from: { path: '^lib/(http|telemetry)/' },
      to: { path: '^lib/(tiers|upstreams)/' },
    },
    {
      name: 'lib-stands-alone',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(functions|infra|test)/' },
    },
    {
      name: 'functions-know-lib',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|test)/' },
    },
    {
      name: 'only-compose-makes-clients',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/compose(\\.ts$|/)' },
      to: { path: '^lib/(tiers|upstreams)/' },
    },
    {
      name: 'nothing-imports-an-entry-point',
      severity: 'error',
      from: {},
      to: { path: '/lambda\\.ts$' },
    },
    {
      name: 'infra-shares-names-only',
      severity: 'error',
      from: { path: '^infra/' },
      to: {
        path: '^(lib|functions)/',
        pathNot: ['^lib/config\\.ts$', '^lib/http/(route-keys|api-keys)\\.ts$', '^lib/telemetry/metric-names\\.ts$'],
      },
    },
    {
      name: 'cdk-stays-in-infra',
      severity: 'error',
      from: { path: '^(lib|functions)/' },
      to: { path: 'node_modules/(aws-cdk-lib|constructs)/' },
    },
    {
      name: 'local-stack-knows-no-cdk',
      severity: 'error',
      from: { path: '^infra/local/' },
      to: { path: ['node_modules/(aws-cdk-lib|constructs)/', '^infra/(stack|app|constructs)'] },
    },
    {
      name: 'products-need-no-dev-dependencies',
      severity: 'error',
      from: { path: '^(lib|functions)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
