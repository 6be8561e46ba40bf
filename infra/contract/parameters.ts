import { LEAGUES } from '../../lib/sports/leagues.ts';
import { inputsOf, type Input, type InputSchema } from './input-schemas.ts';
import { defined, type Json, type JsonObject } from './json.ts';
import { OPERATIONS, type RouteName } from './operations.ts';
import { CONTRACT_ROUTES } from './routes.ts';

interface Words {
  readonly description: string;
  readonly example?: Json;
}

const SEASON: Words = {
  description:
    "A year as the provider counts seasons, `current`, or the league's own label (`2024-25` in `nba`, `nhl`, `mbb`, `wbb`).",
  example: '2024',
};

/** What a parameter means, whichever route takes it. */
const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>(
  Object.entries({
    league: { description: 'The league. In any case.', example: 'nfl' },
    player: {
      description: 'An id, a slug (`patrick-mahomes`) or a name of at least two letters.',
      example: 'patrick-mahomes',
    },
    team: {
      description: 'An id, an abbreviation, a place, a nickname, or a name, of now or of former days.',
      example: 'KC',
    },
    position: {
      description: 'An abbreviation, a word or a group: `QB`, `pitcher`, `DB`. It only narrows.',
      example: 'QB',
    },
    name: { description: 'A name of at least two letters, in any order and spelling.', example: 'patrick mahomes' },
    q: { description: 'What has been typed of a name. Words may be unfinished and in any order.', example: 'pat mah' },
    limit: { description: 'How many are answered at the most.' },
    season: SEASON,
    year: { ...SEASON, description: 'The same as `season`, which it may not contradict.' },
    type: { description: 'The regular season or the postseason.' },
    include: { description: 'Adds the label of every number.' },
    last: { description: 'How many games are answered at the most. Without it, all of the season.', example: 5 },
    players: {
      description: 'Ids and names, separated by commas: a name is written `A.J. Brown` here, never `Brown, A.J.`.',
      example: ['patrick mahomes', 'josh allen'],
    },
    stat: {
      description: 'A stat, alone or with its category. The glossary has them.',
      example: 'passing.passingYards',
    },
    order: { description: 'Without it, what the glossary says is better comes first.' },
    qualified: { description: "Whether those are left out who have not done enough by the league's own minimum." },
    since: {
      description: 'A date, or a time with its zone whose day counts as a whole; from 2000 to today.',
      example: '2026-11-01',
    },
    probe: { description: 'What is asked now whether it answers: the provider, by one call.' },
    documents: {
      description:
        'A league, in any case: which fields are gone of its documents is asked of the provider now, by one of each kind, up to 20 calls.',
    },
    format: { description: '`prometheus`: the totals since midnight UTC as text.' },
    hours: { description: 'How many hours, the present one included.' },
    wait: {
      description:
        'Seconds that the client can wait, with at most three decimals. Then it is answered with what there is, or with `still-loading`.',
      example: 2.5,
    },
    Prefer: {
      description: '`wait=2`: the same wish as `wait`, which goes first. A wait out of bounds is brought within them.',
      example: 'wait=2',
    },
    'If-None-Match': { description: 'The `ETag` that the client has. Where it is current the answer is a 304.' },
  }),
);

const LEAGUE: Input = {
  name: 'league',
  isRequired: true,
  schema: { type: 'string', enum: LEAGUES.map(({ id }) => id) },
};

/** Every route of a league takes it, beside its own parameters. */
const WAIT: Input = { name: 'wait', isRequired: false, schema: { type: 'number', minimum: 0.1, maximum: 10 } };
const PREFER: Input = { name: 'Prefer', isRequired: false, schema: { type: 'string' } };
const IF_NONE_MATCH: Input = { name: 'If-None-Match', isRequired: false, schema: { type: 'string' } };

export const methodAndPath = (name: RouteName): readonly [method: string, path: string] => {
  const [method = '', path = ''] = CONTRACT_ROUTES[name].key.split(' ');
  return [method, path];
};

/** A client says there how long it can wait: routes of a league. */
export const takesWait = (name: RouteName): boolean => methodAndPath(name)[1].includes('{league}');

/** What a client can make conditional: documents that it may have. */
export const isConditional = (name: RouteName): boolean =>
  methodAndPath(name)[0] === 'GET' || OPERATIONS[name].freshness === 'cached';

const inputs = (schema: InputSchema | undefined): readonly Input[] => (schema === undefined ? [] : inputsOf(schema));

/** The parameters of a route, those in the path first. */
export const parametersOf = (name: RouteName): readonly JsonObject[] => {
  const { path, query } = OPERATIONS[name];
  const waits = takesWait(name);
  return [
    ...[...(waits ? [LEAGUE] : []), ...inputs(path)].map((input) => parameter('path', input)),
    ...[...inputs(query), ...(waits ? [WAIT] : [])].map((input) => parameter('query', input)),
    ...(waits ? [parameter('header', PREFER)] : []),
    ...(isConditional(name) ? [parameter('header', IF_NONE_MATCH)] : []),
  ];
};

const parameter = (where: string, { name, isRequired, schema }: Input): JsonObject => {
  const words = WORDS.get(name);
  if (words === undefined) throw new Error(`The parameter ${name} has no description in infra/contract/parameters.ts`);
  return defined({
    name,
    in: where,
    required: isRequired ? true : undefined,
    description: words.description,
    // One text, separated by commas.
    ...(schema.type === 'array' && { style: 'form', explode: false }),
    schema,
    // A page that sends examples fills them in: what is optional would narrow every question.
    example: isRequired ? words.example : undefined,
  });
};
