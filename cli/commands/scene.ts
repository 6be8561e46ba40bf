import { defineCommand, OUTPUT_ARGS, TARGET_ARGS } from '../command.ts';
import { renderBlocks, type Block } from '../draw/blocks.ts';
import { jsonText } from '../draw/text.ts';
import { EXIT } from '../exit-codes.ts';
import { openTarget } from '../session/open.ts';
import { tellRefusal } from '../session/refusal.ts';

/** What the local stack answers at its own route. */
interface Told {
  /** null: none is on. */
  readonly scene: Played | null;
  readonly scenes: readonly { readonly name: string; readonly title: string }[];
}

interface Played {
  readonly scene: string;
  readonly title: string;
  readonly steps: readonly {
    readonly minute: number;
    /** ISO 8601. */
    readonly at: string;
    readonly happens: string;
    readonly see: string;
    readonly done: boolean;
  }[];
}

const PATH = '/__scene';
// A switch waits for the step that is being done.
const TIMEOUT_SECONDS = 20;

export const scene = defineCommand({
  name: 'statline scene',
  about: 'Puts bots of the local stack through something: without a name, says what is on',
  args: {
    name: {
      type: 'positional',
      required: false,
      description: 'blocked, trade-night, game-night, slow, over-budget, outage, or none to end it',
    },
    ...TARGET_ARGS,
    ...OUTPUT_ARGS,
  },
  notes: [
    'EXAMPLES',
    '',
    '  statline scene              which one is on, and what comes next',
    '  statline scene blocked      the provider refuses every call from minute 1 on',
    '  statline scene none         everything as before',
    '',
    'For the stack that npm start begins; docs/test-your-bot.md says what a bot should see.',
  ],
  async run({ name, json = false, ...target }, session) {
    const api = await openTarget(target, session, TIMEOUT_SECONDS);
    const exchange = await (name === undefined
      ? api.get(PATH)
      : api.post(PATH, { scene: name === 'none' ? null : name }));
    if (exchange.kind === 'refusal') return tellRefusal(exchange, { asked: name ?? 'scenes', json }, session);
    const { terminal, style } = session;
    const told = exchange.body as Told;
    terminal.out(json ? jsonText(told) : renderBlocks(blocksOf(told), { style, columns: terminal.columns }));
    return EXIT.answered;
  },
});

const blocksOf = ({ scene: played, scenes }: Told): readonly Block[] => {
  if (played === null) {
    return [
      { kind: 'title', text: 'No scene is on. There are' },
      { kind: 'fields', fields: scenes.map(({ name, title }) => [name, title]) },
    ];
  }
  const { scene: name, title, steps } = played;
  return [
    { kind: 'title', text: `Scene ${name}: ${title}` },
    {
      kind: 'table',
      columns: ['', '>minute', 'UTC', 'what happens, and what a bot should see'],
      rows: steps.flatMap(({ minute, at, happens, see, done }) => [
        [done ? 'done' : '', String(minute), at.slice(11, 19), happens],
        ['', '', '', see],
      ]),
    },
  ];
};
