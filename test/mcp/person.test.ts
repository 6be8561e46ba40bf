import { describe, expect, it } from 'vitest';
import { systemClock } from '../../lib/client/clock.ts';
import { fakeApi, json, problem, type SentRequest } from '../client/fake-api.ts';
import { agentOn, WAYS, type Form } from './agent.ts';
import { ABE, ADA, COMPARISON, ELKS, LINE, listed, OWLS, PAGE } from './bodies.ts';

const SEVERAL = { candidates: [ADA, ABE], searched: 'directory' } as const;
const ambiguous = (candidates: readonly (typeof ADA)[] = SEVERAL.candidates) =>
  problem('player-ambiguous', { extra: { ...SEVERAL, candidates } });

/** Names mean several, ids one. */
const api = ({ path }: SentRequest): Response => {
  if (path.includes('/teams/')) {
    return /teams\/\d/.test(path) ? json(PAGE) : problem('team-ambiguous', { extra: { candidates: [OWLS, ELKS] } });
  }
  if (path.includes('/compare')) {
    const players = new URL(path, 'http://a').searchParams.get('players')?.split(',') ?? [];
    const results = players.map((query, index) =>
      /^\d+$/.test(query) ? { ...COMPARISON.players[index % 2], query } : { query, status: 'ambiguous', ...SEVERAL },
    );
    return json({ ...COMPARISON, players: results });
  }
  return /players\/\d/.test(path) ? json(LINE) : ambiguous();
};
const STATS = { league: 'nfl', player: 'birch', season: 2024, team: 'owls' };

/** What a 2025 client can do is not known to a server without sessions. */
const CAN_BE_ASKED = WAYS.filter(({ way }) => way !== 'http legacy');
const CANNOT = WAYS.filter(({ way }) => way === 'http legacy');

describe.each(CAN_BE_ASKED)('a person over $way', ({ transport, mode }) => {
  const start = async (person: (form: Form) => Readonly<Record<string, string>> | undefined) => {
    const { client, sent } = fakeApi(api, { clock: systemClock, retries: 0 });
    const forms: Form[] = [];
    const agent = await agentOn(client, transport, { mode, person: (form) => (forms.push(form), person(form)) });
    return { agent, forms, sent };
  };

  it('is asked which player is meant, and the answer is about whom they choose', async () => {
    const { agent, forms, sent } = await start(() => ({ player: ABE.id }));
    const { structure, text } = await agent.call('player_stats', STATS);
    expect(structure).toMatchObject({ kind: 'ok', season: 2024 });
    expect(text).toContain('nfl stats of 12, season 2024');
    expect(forms).toEqual([
      {
        message: 'Which birch?',
        fields: {
          player: [
            ['11', 'Ada Birch (QB, OWL)'],
            ['12', 'Abe Birch (WR, ELK)'],
          ],
        },
      },
    ]);
    // An id means one player, and takes no hints.
    expect(sent.map(({ path }) => path)).toEqual([
      '/v1/nfl/players/birch/stats?team=owls&season=2024',
      '/v1/nfl/players/12/stats?season=2024',
    ]);
    await agent.close();
  });

  it('is asked for all players of a comparison at once', async () => {
    const { agent, forms } = await start(() => ({ player1: ADA.id, player3: ABE.id }));
    const { structure } = await agent.call('compare_players', { league: 'nfl', players: ['ada', '11', 'abe'] });
    expect(structure).toMatchObject({ kind: 'ok' });
    expect(forms.map(({ message, fields }) => [message, Object.keys(fields)])).toEqual([
      ['Which ada, which abe?', ['player1', 'player3']],
    ]);
    await agent.close();
  });

  it('is asked which team is meant', async () => {
    const { agent, forms } = await start(() => ({ team: OWLS.id }));
    expect((await agent.call('team', { league: 'nfl', team: 'new york' })).structure).toMatchObject({ kind: 'ok' });
    expect(forms.map(({ fields }) => fields)).toEqual([
      {
        team: [
          ['1', 'Harbor Owls (OWL)'],
          ['2', 'Prairie Elks (ELK)'],
        ],
      },
    ]);
    await agent.close();
  });

  it('who declines is not asked again: the caller gets the choices', async () => {
    const { agent, forms } = await start(() => undefined);
    const { structure, isError } = await agent.call('player_stats', STATS);
    expect(structure).toMatchObject({ kind: 'ambiguous', choices: [{ id: '11' }, { id: '12' }] });
    expect([isError, forms.length]).toEqual([false, 1]);
    await agent.close();
  });

  it('is asked by no finding of players, whose answer the candidates are', async () => {
    const { agent, forms } = await start(() => ({ player: ABE.id }));
    const { structure } = await agent.call('find_player', { name: 'birch', league: 'nfl' });
    expect([structure.kind, forms.length]).toEqual(['ambiguous', 0]);
    await agent.close();
  });

  it('is not asked about more than ten', async () => {
    const eleven = Array.from({ length: 11 }, (_, index) => listed(String(index + 1), `Birch ${index}`, 'QB'));
    const { client } = fakeApi(() => ambiguous(eleven), { clock: systemClock, retries: 0 });
    const agent = await agentOn(client, transport, { mode, person: () => expect.fail('asked') });
    expect((await agent.call('player_stats', STATS)).structure).toMatchObject({ kind: 'ambiguous' });
    await agent.close();
  });

  it('is not asked by a client that has forms at other addresses alone', async () => {
    const { client } = fakeApi(api, { clock: systemClock, retries: 0 });
    const agent = await agentOn(client, transport, { mode, capabilities: { elicitation: { url: {} } } });
    expect((await agent.call('player_stats', STATS)).structure).toMatchObject({ kind: 'ambiguous' });
    await agent.close();
  });
});

describe.each(CANNOT)('a person over $way', ({ transport, mode }) => {
  it('cannot be asked: the caller gets the choices', async () => {
    const { client } = fakeApi(api, { clock: systemClock, retries: 0 });
    const agent = await agentOn(client, transport, { mode, person: () => expect.fail('asked') });
    const { structure, isError } = await agent.call('player_stats', STATS);
    expect(structure).toMatchObject({ kind: 'ambiguous', choices: [{ id: '11' }, { id: '12' }] });
    expect(isError).toBe(false);
    await agent.close();
  });
});
