import { describe, expect, it } from 'vitest';
import { notPrinted, stepsOf } from '../../../bench/quickstart/steps.ts';

const PAGE = `# A page

\`\`\`sh
cd there
\`\`\`

\`\`\`sh first terminal
npm start
\`\`\`

It says so:

\`\`\`text
ready
\`\`\`

\`\`\`js bot.mjs
console.log(1);
\`\`\`

\`\`\`js
only('to be read');
\`\`\`

\`\`\`console
npx cdk deploy
\`\`\`
`;

describe('the steps of a page', () => {
  it('are its commands, its files, and what commands print', () => {
    expect(stepsOf(PAGE)).toEqual([
      { kind: 'run', commands: 'cd there\n', shown: [] },
      { kind: 'start', commands: 'npm start\n', shown: ['ready'] },
      { kind: 'write', file: 'bot.mjs', text: 'console.log(1);\n' },
    ]);
  });

  it('print nothing without a command', () => {
    expect(() => stepsOf('```text\nready\n```\n')).toThrow('Nothing prints this:\nready');
  });
});

describe('what is printed', () => {
  it.each([
    ['the same', ['a', 'b'], 'a\nb\n', undefined],
    ['more than is shown', ['b'], 'a\nb\nc\n', undefined],
    ['with other numbers', ['took … s'], 'took 3.2 s', undefined],
    ['in another order', ['b', 'a'], 'a\nb\n', 'a'],
    ['with something behind it', ['took 3'], 'took 35', 'took 3'],
    ['with signs that patterns have', ['a.b (c)*'], 'a.b (c)*', undefined],
    ['with others in their place', ['a.b'], 'aXb', 'a.b'],
    ['as nothing', ['a'], '', 'a'],
  ])('may be %s', (_, shown, printed, missing) => {
    expect(notPrinted(shown, printed)).toBe(missing);
  });
});
