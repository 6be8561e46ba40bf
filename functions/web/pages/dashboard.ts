import { fillLeagues, setUpActions, showActions } from './dashboard/actions.ts';
import { el, fill, part } from './dashboard/dom.ts';
import { heldKey, holdKey } from './dashboard/key.ts';
import { load, type Answers, type Loaded, type View } from './dashboard/load.ts';
import { refusalOf } from './dashboard/refusal.ts';
import { showCalls, showOutcomes } from './dashboard/views/course.ts';
import { showEvents } from './dashboard/views/happened.ts';
import { showTrouble, showUpdated, showVerdict, showWho } from './dashboard/views/headline.ts';
import { showFleet, showHealth, showLatency } from './dashboard/views/machine.ts';
import { showMoney } from './dashboard/views/money.ts';
import { showCallers, showPopular } from './dashboard/views/people.ts';
import { showSavings } from './dashboard/views/savings.ts';

// The page: asks every minute while somebody looks, and shows what it is told.

const REFRESH_MS = 60_000;

let asking = new AbortController();
let shownAt = 0;
let timer: number | undefined;

const view = (): View => {
  const form = part('view') as HTMLFormElement;
  const range = form.querySelector<HTMLInputElement>('input[name=range]:checked')?.value;
  const league = (part('league') as HTMLSelectElement).value;
  return { hours: Number(range ?? 24), league: league === '' ? null : league };
};

/** `loading`: nothing is shown yet. `stale`: what is shown is older than it should be. `locked`: a key is wanted. */
const enter = (state: 'loading' | 'shown' | 'stale' | 'locked'): void => {
  document.body.dataset.state = state;
  part('key').hidden = state !== 'locked';
  part('panels').hidden = state === 'locked';
  part('view').hidden = state === 'locked';
};

const wantKey = (why: string): void => {
  enter('locked');
  fill('who');
  fill('verdict', el('p', { class: 'says' }, 'How it is can be seen with a key.'));
  fill('key-why', why);
  delete document.body.dataset.level;
  part('notice').hidden = true;
  part('key-input').focus();
};

const forget = (): void => {
  holdKey(null);
  asking.abort();
  wantKey('The key has been forgotten.');
};

const show = (answers: Answers): void => {
  enter('shown');
  part('notice').hidden = true;
  fillLeagues('league', answers.leagues, [el('option', { value: '' }, 'All leagues')]);
  showWho(answers, forget);
  for (const each of [
    showUpdated,
    showVerdict,
    showSavings,
    showOutcomes,
    showEvents,
    showCalls,
    showLatency,
    showCallers,
    showPopular,
    showHealth,
    showFleet,
    showMoney,
    showActions,
  ]) {
    each(answers);
  }
};

const showRefusal = ({ why }: Extract<Loaded, { kind: 'refused' }>): void => {
  const { wantsKey, title, detail } = refusalOf(why, navigator.onLine);
  if (wantsKey) {
    holdKey(null);
    wantKey(detail);
    return;
  }
  enter(shownAt > 0 ? 'stale' : 'loading');
  showTrouble(title, detail);
  const again = el('button', { type: 'button' }, 'Try again');
  again.addEventListener('click', () => void refresh());
  const older = shownAt > 0 ? 'What is shown below is older.' : 'There is nothing to show yet.';
  fill('notice', el('span', {}, older), again).hidden = false;
};

const refresh = async (): Promise<void> => {
  asking.abort();
  const own = new AbortController();
  asking = own;
  clearTimeout(timer);
  const button = part('refresh');
  button.setAttribute('aria-busy', 'true');
  try {
    const loaded = await load({ view: view(), key: heldKey(), signal: own.signal });
    if (own.signal.aborted) return;
    if (loaded.kind === 'loaded') {
      shownAt = Date.now();
      show(loaded.answers);
    } else showRefusal(loaded);
  } catch (error) {
    // Another refresh has begun, or the key was forgotten.
    if (!own.signal.aborted) throw error;
  } finally {
    if (asking === own) {
      button.removeAttribute('aria-busy');
      if (document.body.dataset.state !== 'locked') timer = window.setTimeout(onTime, REFRESH_MS);
    }
  }
};

/** Nobody looks: nothing is asked until somebody does. */
const onTime = (): void => {
  if (document.visibilityState === 'visible') void refresh();
};

document.addEventListener('visibilitychange', () => {
  if (document.body.dataset.state !== 'locked' && Date.now() - shownAt >= REFRESH_MS) onTime();
});
window.addEventListener('online', onTime);

const form = part('view');
form.addEventListener('change', () => void refresh());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void refresh();
});

part('key').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = part('key-input') as HTMLInputElement;
  holdKey(input.value.trim());
  input.value = '';
  fill('key-why', 'Asking …');
  void refresh();
});

setUpActions({ refresh });
if (document.body.dataset.key === 'needed' && heldKey() === null) {
  wantKey('This deployment tells its numbers to those who have one.');
} else void refresh();
