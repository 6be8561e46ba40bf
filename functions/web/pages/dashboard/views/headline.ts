import { el, fill, part } from '../dom.ts';
import type { Answers } from '../load.ts';
import { verdictOf } from '../verdict.ts';

export const RANGES: ReadonlyMap<number, string> = new Map([
  [1, 'in this hour'],
  [24, 'in the last 24 hours'],
  [168, 'in the last 7 days'],
]);

const SIGNS = { good: '✓', watch: '!', bad: '✕' } as const;

/** What is read first: how it is, in words. */
export const showVerdict = ({ usage, events, admin, view }: Answers): void => {
  const { level, word, faults, says } = verdictOf({ usage, events, admin, range: RANGES.get(view.hours) ?? '' });
  document.body.dataset.level = level;
  fill(
    'verdict',
    el('span', { class: 'sign', 'aria-hidden': true }, SIGNS[level]),
    el('p', { class: 'says' }, el('strong', {}, word), ' ', ...faults.flatMap((fault) => [fault, ' ']), says),
  );
  document.title = `${level === 'good' ? '' : `${SIGNS[level]} `}Statline: ${word.toLowerCase().replace(/\.$/, '')}`;
};

/** In its place, why that is not known. */
export const showTrouble = (title: string, detail: string): void => {
  document.body.dataset.level = 'bad';
  fill(
    'verdict',
    el('span', { class: 'sign', 'aria-hidden': true }, SIGNS.bad),
    el('p', { class: 'says' }, el('strong', {}, title), ' ', detail),
  );
};

/** Who is logged in, and what that key may. */
export const showWho = ({ usage: { caller }, health }: Answers, forget: () => void): void => {
  const label = health === undefined ? '' : `${health.upstream.label} · `;
  if (document.body.dataset.key !== 'needed') {
    fill('who', `${label}no key needed`);
    return;
  }
  const button = el('button', { type: 'button', class: 'link' }, 'Forget key');
  button.addEventListener('click', forget);
  fill('who', `${label}${caller.name ?? ''} (${caller.role === 'admin' ? 'admin' : 'reader'})`, button);
};

export const showUpdated = ({ events: { now } }: Answers): void => {
  const time = el('time', { datetime: now }, now.slice(11, 19));
  fill('updated', 'As of ', time, ' UTC, renewed every minute');
  part('updated').hidden = false;
};
