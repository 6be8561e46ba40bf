import type { ModelSavings } from '../../../../../lib/http/answers/index.ts';
import { spendingOf } from '../causes.ts';
import { el, fill, withStyle, type Child } from '../dom.ts';
import { count, share, signed } from '../figures.ts';
import type { Answers } from '../load.ts';
import { countedOf } from '../outcomes.ts';

/** What Statline saves, how often it answers without the provider, and what the provider is still asked. */
export const showSavings = ({ usage, view }: Answers): void => {
  const { original, careful } = usage.savings;
  fill(
    'saved',
    model('original', 'Against the original bot', original),
    model('careful', 'Against a careful bot', careful),
  );

  const counted = countedOf(usage, view.league);
  const scope = view.league === null ? '' : ` of the ${view.league.toUpperCase()}`;
  fill(
    'answered',
    big(counted === undefined ? '–' : share(`${counted.path}.hitRatio`, counted.counts.hitRatio)),
    note(`of all entries${scope} were fresh in a tier`),
  );
  const questions = counted?.counts.questions;
  fill(
    'questions',
    big(counted === undefined ? '–' : count(`${counted.path}.questions.total`, questions?.total)),
    note(
      ...(questions === undefined || counted === undefined
        ? ['none was asked']
        : [count(`${counted.path}.questions.failed`, questions.failed), ' could not be answered']),
    ),
  );
  showBudget(usage);
};

const model = (name: 'original' | 'careful', title: string, { saved, formula }: ModelSavings): HTMLElement =>
  el(
    'div',
    {},
    el('h3', {}, title),
    big(signed(`usage.savings.${name}.saved`, saved)),
    el('p', { class: 'note', 'data-told': 'formula' }, formula),
  );

const showBudget = (usage: Answers['usage']): void => {
  const spending = spendingOf(usage);
  if (spending === null) {
    fill('budget', big('–'), note('The budget cannot be read now'));
    return;
  }
  const { spent, plan, part, speculativeUntil, state } = spending;
  const words = {
    normal: 'within the plan. From the mark on, nothing is loaded ahead',
    tight: 'nothing is loaded ahead any more',
    spent: 'spent: only what is held is answered',
  }[state];
  const meter = el('div', { class: `meter ${state}`, 'aria-hidden': true }, el('i'), el('b'));
  withStyle(withStyle(meter, '--part', part.value ?? 0), '--stop', speculativeUntil);
  fill('budget', big(spent), meter, note('of ', plan, ` a day: ${words}`));
};

const big = (...children: readonly Child[]): HTMLElement => el('p', { class: 'big' }, ...children);
const note = (...children: readonly Child[]): HTMLElement => el('p', { class: 'note' }, ...children);
