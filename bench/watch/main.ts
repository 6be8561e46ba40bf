import { parseArgs } from 'node:util';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { SCENE_NAMES, type SceneName } from '../../infra/local/scenes/scene.ts';
import { SCENES } from '../../infra/local/scenes/scenes.ts';
import { buildBundles, startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { ask } from '../../test/support/ask.ts';
import { watchBot } from './bot.ts';
import { questionsOf } from './questions.ts';

const USAGE = `Usage: npm run bench -- watch [--scene NAME]

  What the Discord example says in each scene, step by step, as Markdown: docs/test-your-bot.md has it. The NFL is warm
  from the beginning, and nothing is held of the NHL. The clock is moved from step to step.
`;

const { values } = parseArgs({ options: { scene: { type: 'string' }, help: { type: 'boolean' } } });

/** A scene with a moment of its own moves on to it. */
const EARLIER_MS = 600_000;
/** Some seconds after a step: nothing happens in no time. */
const LATER_MS = 5000;

const watch = async (bundles: Bundles, name: SceneName): Promise<void> => {
  const clock = createStackClock({ start: SCENES[name].start - EARLIER_MS });
  const stack = await startStack({ bundles, clock, environments: 1, latency: 80 });
  const bot = await watchBot(stack.url);
  try {
    const scene = await stack.scenes?.play(name);
    if (scene === undefined) throw new Error('There are no scenes');
    await ask(`${stack.url}/v1/admin/warm`, { body: { league: 'nfl' } });
    process.stdout.write(`\n### ${name}: ${scene.title}\n`);
    for (const [index, { minute, at, happens }] of scene.steps.entries()) {
      clock.set(Date.parse(at) + LATER_MS);
      await stack.scenes?.settle();
      if (index > 0) await runSchedules(stack, name);
      process.stdout.write(`\nMinute ${minute}. ${happens}\n\n`);
      for (const { typed, interaction } of questionsOf(name, index)) {
        const { text, milliseconds } = await bot.ask(interaction);
        if (milliseconds > 3000) process.exitCode = 1;
        process.stdout.write(`- \`${typed}\` (${(milliseconds / 1000).toFixed(1)} s): ${text}\n`);
      }
    }
  } finally {
    await bot.close();
    await stack.close();
  }
};

/** The warmer loads all leagues. Where scenes are about what is not held, it stays away. */
const WARMED: readonly SceneName[] = ['trade-night', 'game-night'];

const runSchedules = async ({ schedules, workOffQueue }: Stack, name: SceneName): Promise<void> => {
  const due = schedules.due().filter(({ rule }) => rule === 'purge' || WARMED.includes(name));
  for (const { run } of due) await run();
  await workOffQueue();
};

const watchAll = async (): Promise<void> => {
  const wanted = values.scene === undefined ? SCENE_NAMES : SCENE_NAMES.filter((name) => name === values.scene);
  if (wanted.length === 0) throw new Error(`Scenes are ${SCENE_NAMES.join(', ')}`);
  const bundles = await buildBundles({ log: () => undefined });
  try {
    for (const name of wanted) await watch(bundles, name);
  } finally {
    await bundles.close();
  }
};

if (values.help === true) process.stdout.write(USAGE);
else await watchAll();
