import type { League, PurgeAnswer, SearchAnswer, WarmAnswer } from '../../../../lib/http/answers/index.ts';
import { ask, type Asked } from './ask.ts';
import { el, fill, part, type Child } from './dom.ts';
import { heldKey } from './key.ts';
import type { Answers } from './load.ts';

// What an admin may do. Each says what it has done, and has the page ask anew: the effect is seen among the events.

export interface ActionsOptions {
  readonly refresh: () => Promise<void>;
}

export const setUpActions = ({ refresh }: ActionsOptions): void => {
  const purge = part('purge') as HTMLFormElement;
  purge.addEventListener('submit', (event) => {
    event.preventDefault();
    void busy(purge, async () => {
      const { league, kind, name } = asked();
      say('purge', kind === 'team' ? 'Purging …' : 'Looking for the player …');
      await (kind === 'team' ? purgeScope(league, `team:${name}`) : purgePlayer(league, name));
    });
  });
  const warm = part('warm') as HTMLFormElement;
  warm.addEventListener('submit', (event) => {
    event.preventDefault();
    void busy(warm, async () => {
      const league = valueOf('warm-league');
      say('warm', `Warming the ${league.toUpperCase()} …`);
      const answer = await ask<WarmAnswer>('/v1/admin/warm', { key: heldKey(), body: { league } });
      say('warm', ...told(answer, warmed));
      await refresh();
    });
  });
  const kind = part('purge-kind');
  kind.addEventListener('change', () => {
    fill('purge-name-label', valueOf('purge-kind') === 'team' ? 'Name, abbreviation or id' : 'Name or id');
  });

  const purgeScope = async (league: string, scope: string): Promise<void> => {
    const answer = await ask<PurgeAnswer>('/v1/admin/purge', { key: heldKey(), body: { league, scope } });
    say('purge', ...told(answer, purged));
    await refresh();
  };

  /** An id is purged as it is; a name is looked up, and where it means several they can be chosen from. */
  const purgePlayer = async (league: string, name: string): Promise<void> => {
    if (/^\d+$/.test(name)) return purgeScope(league, `player:${name}`);
    const path = `/v1/${league}/players?name=${encodeURIComponent(name)}`;
    const found = await ask<SearchAnswer>(path, { key: heldKey() });
    if (found.kind !== 'answer') {
      say('purge', ...told(found, () => []));
      return;
    }
    const { players } = found.body;
    const [only, ...others] = players;
    if (only === undefined) say('purge', `Nobody is called ${name} in the ${league.toUpperCase()}.`);
    else if (others.length === 0) await purgeScope(league, `player:${only.id}`);
    else {
      const choices = players.map((player) => {
        const button = el('button', { type: 'button' }, `${player.name}, ${player.team?.abbreviation ?? 'no team'}`);
        button.addEventListener('click', () => void purgeScope(league, `player:${player.id}`));
        return button;
      });
      say('purge', `${name} means several. Who is meant?`, el('span', { class: 'choices' }, ...choices));
    }
  };
};

/** Whether there is anything to do for this key, and for which leagues. */
export const showActions = ({ usage, leagues }: Answers): void => {
  const isAdmin = usage.caller.role === 'admin';
  part('actions').hidden = !isAdmin;
  part('actions-none').hidden = isAdmin;
  for (const id of ['purge-league', 'warm-league']) fillLeagues(id, leagues);
};

/** Keeps what was chosen. */
export const fillLeagues = (id: string, leagues: readonly League[], first: readonly HTMLOptionElement[] = []): void => {
  const select = part(id) as HTMLSelectElement;
  const before = select.value;
  const options = [...first, ...leagues.map((league) => el('option', { value: league.id }, league.name))];
  if (options.length === select.options.length) return;
  select.replaceChildren(...options);
  if (options.some(({ value }) => value === before)) select.value = before;
};

const valueOf = (id: string): string => (part(id) as HTMLInputElement | HTMLSelectElement).value.trim();

const asked = () => ({ league: valueOf('purge-league'), kind: valueOf('purge-kind'), name: valueOf('purge-name') });

const say = (form: 'purge' | 'warm', ...words: readonly Child[]): void => void fill(`${form}-result`, ...words);

/** One at a time: a second click is none. */
const busy = async (form: HTMLFormElement, work: () => Promise<void>): Promise<void> => {
  const buttons = [...form.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  form.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    for (const button of buttons) button.disabled = false;
    form.removeAttribute('aria-busy');
  }
};

const told = <T>(asked: Asked<T>, says: (body: T) => readonly Child[]): readonly Child[] => {
  switch (asked.kind) {
    case 'answer':
      return says(asked.body);
    case 'problem':
      return [el('span', { class: 'state bad' }, `${asked.detail} (${asked.status} ${asked.code})`)];
    case 'silence':
      return [
        el('span', { class: 'state bad' }, 'No answer came. It may have been done all the same: see the events above.'),
      ];
  }
};

const purged = ({ scopes, taken }: PurgeAnswer): readonly Child[] => [
  el('span', { class: 'state good' }, `Purged ${scopes.join(', ')}. Taken by: ${taken.join(', ') || 'memory alone'}.`),
];

const warmed = ({ planned, loaded, failed, left, stopped, complete }: WarmAnswer): readonly Child[] => {
  if (planned === 0) return [el('span', { class: 'state good' }, 'All of it was warm already: nothing was loaded.')];
  const rest = [
    failed > 0 && `${failed} failed`,
    left > 0 && `${left} left`,
    stopped !== undefined && `stopped by ${stopped}`,
  ];
  const words = [`Loaded ${loaded} of ${planned} documents`, ...rest.filter((each) => each !== false)].join(', ');
  return [el('span', { class: `state ${complete ? 'good' : 'watch'}` }, `${words}.`)];
};
