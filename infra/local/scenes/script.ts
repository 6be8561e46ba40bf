import type { PlayedScene } from './player.ts';

const WIDTH = 100;
const INDENT = 15;
const MARGIN = '  ';

/** What will happen when, and what a bot should see. `speed`: how much faster than this machine's the stack's clock runs. */
export const sceneLines = ({ scene, title, began, steps }: PlayedScene, speed: number): readonly string[] => [
  `Scene ${scene}: ${title}. Minute 0 is ${began.slice(0, 16)}Z.`,
  ...steps.flatMap(({ minute, happens, see }) => {
    const [first = '', ...others] = [...wrapped(happens), ...wrapped(see).map((line) => `${MARGIN}${line}`)];
    return [
      `  ${whenOf(minute, speed).padEnd(INDENT - 2)}${first}`,
      ...others.map((line) => ' '.repeat(INDENT) + line),
    ];
  }),
  '  Another one:  npm run statline -- scene NAME',
];

/** `minute 13` is 1:18 here, where the clock runs ten times faster. */
const whenOf = (minute: number, speed: number): string => {
  if (minute === 0) return 'now';
  const seconds = Math.round((minute * 60) / speed);
  return `in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** At word ends. */
const wrapped = (text: string): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > WIDTH - INDENT - MARGIN.length) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
};
