import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { answerWith, type Choice } from './agent.ts';
import { standIn } from './model.ts';

// node docs/examples/agent/main.ts "nfl allen"

const { STATLINE_URL = 'http://127.0.0.1:8787', STATLINE_KEY } = process.env;

const askPerson = async (question: string, choices: readonly Choice[]): Promise<string | undefined> => {
  console.log(question);
  for (const [index, { title }] of choices.entries()) console.log(`  ${index + 1}  ${title}`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Where nobody types, nobody is chosen.
  const typed = await Promise.race([terminal.question('Number: '), once(terminal, 'close').then(() => '')]);
  terminal.close();
  return choices[Number(typed) - 1]?.id;
};

const question = process.argv.slice(2).join(' ');
console.log(await answerWith({ url: STATLINE_URL, key: STATLINE_KEY, model: standIn, askPerson }, question));
