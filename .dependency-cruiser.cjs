/** The direction rules: what may import what. Prose: docs/architecture.md. Circles of folders: `bench/house.ts`. */
const lib = (folder) => `^lib/${folder}/`;
const room = (...names) => `^lib/sports/(${names.join('|')})/`;
const ENGINE = '^lib/cache/index\\.ts$';
const OURS = '^(lib|functions|cli|infra|simulators|bench|test)/';

/** The rings of the domain, innermost first: a room may import those of the rings below it. */
const RINGS = [
  ['model', 'upstream'],
  ['calendar', 'names', 'teams', 'games', 'doubts', 'stats', 'glossary', 'headline'],
  ['resources'],
  ['lookup', 'popularity', 'leaders'],
  ['warming', 'moves', 'prediction'],
];

/** What rooms show, besides their index, to code that is itself loaded lazily. */
const LOADED_ON_DEMAND = [
  room('calendar') + 'season-phase\\.ts$',
  room('games') + '(follow|fresh-for|join)\\.ts$',
  room('names') + '(aliases|hints|match|merge-directory|name-index|positions|prefix-index|typed-words)\\.ts$',
  room('teams') + '(spellings|suggestions)\\.ts$',
];

const ringRules = RINGS.map((rooms, ring) => ({
  name: `ring-${ring}-imports-no-ring-above`,
  comment: `lib/sports/{${rooms.join(',')}}: rings are entered from above only`,
  severity: 'error',
  from: { path: room(...rooms) },
  to: { path: RINGS.slice(ring + 1).map((above) => room(...above)) },
})).filter(({ to }) => to.path.length > 0);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'async-imports-nothing',
      severity: 'error',
      from: { path: lib('async') },
      to: { path: OURS, pathNot: lib('async') },
    },
    {
      name: 'outgoing-imports-node-alone',
      severity: 'error',
      from: { path: lib('outgoing') },
      to: { pathNot: [lib('outgoing'), '^node:', '^(stream|zlib|http|https)$'] },
    },
    {
      name: 'engine-imports-only-itself',
      severity: 'error',
      from: { path: lib('cache') },
      to: { pathNot: lib('cache') },
    },
    {
      name: 'engine-is-entered-by-its-index',
      severity: 'error',
      from: { pathNot: [lib('cache'), '^test/cache/', '^bench/engine/'] },
      to: { path: lib('cache'), pathNot: ENGINE },
    },
    {
      name: 'ledgers-know-neither-sports-nor-aws',
      severity: 'error',
      from: { path: lib('ledgers') },
      to: { pathNot: [lib('ledgers'), lib('async'), ENGINE, '^(node:)?async_hooks$', 'node_modules/valibot/'] },
    },
    {
      name: 'ring-0-imports-no-room',
      comment: 'The flat files of lib/sports, model/ and upstream/ are its vocabulary',
      severity: 'error',
      from: { path: '^lib/sports/[^/]+\\.ts$' },
      to: { path: '^lib/sports/[^/]+/', pathNot: room('model', 'upstream') + 'index\\.ts$' },
    },
    {
      name: 'model-knows-nothing',
      severity: 'error',
      from: { path: room('model') },
      to: { pathNot: room('model') },
    },
    ...ringRules,
    {
      name: 'rooms-are-entered-by-their-index',
      comment: 'What is loaded lazily is named by its file: through the index it would be in the chunk of a hit',
      severity: 'error',
      from: { path: '^lib/sports/([^/]+)/' },
      to: {
        path: '^lib/sports/[^/]+/',
        pathNot: ['^lib/sports/$1/', '^lib/sports/[^/]+/index\\.ts$', ...LOADED_ON_DEMAND],
        dynamic: false,
      },
    },
    {
      name: 'domain-knows-engine-ledgers-and-itself',
      severity: 'error',
      from: {
        path: lib('sports'),
        pathNot: ['/(names|teams|leaders)/suggestions\\.ts$', '/names/prefix-edits\\.ts$'],
      },
      to: { pathNot: [lib('sports'), lib('ledgers'), lib('async'), ENGINE, 'node_modules/valibot/'] },
    },
    {
      name: 'domain-keeps-typos-in-a-file-each',
      severity: 'error',
      from: {
        path: [room('names', 'teams', 'leaders') + 'suggestions\\.ts$', room('names') + 'prefix-edits\\.ts$'],
      },
      to: { pathNot: [lib('sports'), lib('async'), ENGINE, 'node_modules/fastest-levenshtein/'] },
    },
    {
      name: 'tiers-know-engine-ledgers-and-a-vendor',
      severity: 'error',
      from: { path: [lib('tiers'), lib('queue')] },
      to: { path: OURS, pathNot: [lib('tiers'), lib('queue'), lib('ledgers'), lib('async'), lib('outgoing'), ENGINE] },
    },
    {
      name: 'a-tier-knows-no-other',
      comment: 'What tiers have alike stands flat in lib/tiers',
      severity: 'error',
      from: { path: '^lib/tiers/([^/]+)/' },
      to: { path: '^lib/tiers/[^/]+/', pathNot: '^lib/tiers/$1/' },
    },
    {
      name: 'library-knows-no-sports',
      comment: 'Others import it for data of any kind',
      severity: 'error',
      from: { path: lib('library') },
      to: { path: OURS, pathNot: [lib('library'), lib('tiers'), '^lib/http/bodies\\.ts$', ENGINE] },
    },
    {
      name: 'upstreams-know-the-port',
      severity: 'error',
      from: { path: lib('upstreams') },
      to: { path: OURS, pathNot: [lib('upstreams'), lib('sports'), lib('async'), lib('outgoing')] },
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
      name: 'http-and-telemetry-know-engine-ledgers-and-domain',
      severity: 'error',
      from: { path: '^lib/(http|telemetry)/' },
      to: { path: '^lib/(tiers|queue|upstreams)/' },
    },
    {
      name: 'answers-know-the-model-alone',
      comment: 'Clients are compiled with them',
      severity: 'error',
      from: { path: lib('http/answers') },
      to: { pathNot: [lib('http/answers'), room('model') + 'index\\.ts$'] },
    },
    {
      name: 'documents-are-for-build-and-tests',
      comment: 'They would be a third of the code of a cold start, and nothing that is served needs them',
      severity: 'error',
      from: { path: OURS, pathNot: [lib('http/documents'), lib('mcp'), '^infra/(contract|shapes)/', '^(test|bench)/'] },
      to: { path: lib('http/documents') },
    },
    {
      name: 'client-knows-types-of-what-is-answered',
      severity: 'error',
      from: { path: lib('client') },
      to: { pathNot: [lib('client'), lib('http/answers') + 'index\\.ts$', room('model') + 'index\\.ts$'] },
    },
    {
      name: 'client-runs-alone',
      comment: 'It is packed for others: of the rest it has types, and nothing that runs',
      severity: 'error',
      from: { path: lib('client') },
      to: { pathNot: lib('client'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-is-for-others',
      severity: 'error',
      from: { path: '^(lib|functions)/', pathNot: [lib('client'), lib('mcp'), '^functions/mcp/'] },
      to: { path: lib('client') },
    },
    {
      name: 'examples-know-what-users-have',
      comment: 'They import statline/client, /cdk and /cache, which are these files here',
      severity: 'error',
      from: { path: '^docs/examples/' },
      to: {
        path: OURS,
        pathNot: [
          '^lib/client/index\\.ts$',
          '^lib/library/(cache|upstash|dynamodb)\\.ts$',
          '^infra/constructs/statline\\.ts$',
        ],
      },
    },
    {
      name: 'tools-ask-as-others-do',
      comment: 'Tools for agents ask over the client, whatever serves them: HTTP, Lambda or stdio',
      severity: 'error',
      from: { path: lib('mcp') },
      to: {
        path: OURS,
        pathNot: [lib('mcp'), lib('client') + 'index\\.ts$', lib('http/documents'), room('model') + 'index\\.ts$'],
      },
    },
    {
      name: 'tools-are-for-their-function-and-the-command-line',
      severity: 'error',
      from: { path: '^(lib|functions)/', pathNot: [lib('mcp'), '^functions/mcp/'] },
      to: { path: lib('mcp') },
    },
    {
      name: 'lib-stands-alone',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(functions|cli|infra|simulators|bench|test)/' },
    },
    {
      name: 'functions-know-lib',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(cli|infra|simulators|bench|test)/' },
    },
    {
      name: 'only-compose-makes-clients',
      severity: 'error',
      from: { path: '^functions/', pathNot: '^functions/compose/' },
      to: { path: '^lib/(tiers|queue|upstreams)/' },
    },
    {
      name: 'nothing-imports-an-entry-point',
      severity: 'error',
      from: {},
      to: { path: '/lambda\\.ts$' },
    },
    {
      name: 'infra-and-simulators-share-names-only',
      severity: 'error',
      from: {
        path: '^(infra|simulators)/',
        // A scene spends the budget where functions count it.
        pathNot: ['^infra/(contract|shapes)/', '^infra/local/scenes/spender\\.ts$'],
      },
      to: {
        path: '^(lib|functions)/',
        pathNot: [
          '^lib/(config|windows-config)\\.ts$',
          '^lib/http/(route-keys|web-routes|mcp-routes|packed-files|api-keys|router)\\.ts$',
          // infra/costs.ts makes the tables of docs/costs.md.
          lib('costs'),
          '^lib/telemetry/metric-names\\.ts$',
        ],
      },
    },
    {
      name: 'contract-describes-http',
      comment: 'infra/contract makes docs/openapi.json of what lib/http says. It runs at build time only',
      severity: 'error',
      from: { path: '^infra/contract/' },
      to: {
        path: '^(lib|functions|infra|simulators)/',
        pathNot: ['^infra/contract/', lib('http'), '^lib/sports/leagues\\.ts$'],
      },
    },
    {
      name: 'shapes-are-those-of-what-is-stored',
      comment:
        'infra/shapes makes lib/sports/resources/stored-shapes.ts of the stored schemas. It runs at build time only',
      severity: 'error',
      from: { path: '^infra/shapes/' },
      to: {
        path: '^(lib|functions|infra|simulators)/',
        pathNot: ['^infra/shapes/', '^lib/http/documents/stored/index\\.ts$'],
      },
    },
    {
      name: 'simulators-stand-alone',
      severity: 'error',
      from: { path: '^simulators/' },
      to: { path: '^(cli|infra|bench|test)/' },
    },
    {
      name: 'command-line-asks-over-http',
      comment: 'It is packed for others, and meets a deployment as they do',
      severity: 'error',
      from: { path: '^cli/' },
      to: {
        path: OURS,
        pathNot: [
          '^cli/',
          lib('client'),
          lib('mcp'),
          lib('http/answers') + 'index\\.ts$',
          '^lib/http/(route-keys|router|api-keys)\\.ts$',
          room('model') + 'index\\.ts$',
        ],
      },
    },
    {
      name: 'a-command-knows-no-other',
      comment: 'Each is a chunk of its own, which the others do not read',
      severity: 'error',
      from: { path: '^cli/', pathNot: '^cli/commands\\.ts$' },
      to: { path: '^cli/commands/[^/]+\\.ts$' },
    },
    {
      name: 'infra-needs-no-bench-and-no-test',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(bench|test)/' },
    },
    {
      name: 'cdk-stays-in-infra',
      severity: 'error',
      from: { path: '^(lib|functions|simulators)/' },
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
      // Pages are bundled into files that are served as they are.
      from: { path: '^(lib|functions|cli)/', pathNot: '^functions/web/pages/' },
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
