import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LEAGUES } from '../../lib/sports/leagues.ts';
import type { LeagueId } from '../../lib/sports/model/index.ts';
import { type Upstream, type UpstreamCall, UpstreamError } from '../../lib/sports/upstream/index.ts';
import type { UpstreamServer } from '../support/upstream-server.ts';
import { closedUrl, startUpstreamServer } from '../support/upstream-server.ts';
import { isAbleTo, PORT, type PortQuestion } from './port-questions.ts';
import { ABSENCES, FAULTS } from './upstream-faults.ts';

interface UpstreamUnderTest {
  /** Every host of the provider is at this address. */
  readonly url: string;
  readonly userAgent: string;
  readonly timeout: number;
  readonly maxBytes: number;
}

/** All that are told apart by sport: football and another. */
const ASKED_WHOLE: readonly LeagueId[] = ['nfl', 'nhl'];

/**
 * What every provider adapter does: whatever the provider sends instead of an answer is an UpstreamError, never an
 * answer; and what the adapter says it is not capable of is refused without a request.
 */
export const describeUpstreamContract = (name: string, create: (options: UpstreamUnderTest) => Upstream): void => {
  const userAgent = 'Statline/1.0 (+https://statline.example)';
  const limits = { userAgent, timeout: 2000, maxBytes: 10_000 };
  // Only to be asked what it is capable of.
  const adapter = create({ ...limits, url: 'http://127.0.0.1:9' });
  const isAsked = (question: PortQuestion, league: LeagueId): boolean =>
    adapter.leagues.includes(league) && isAbleTo(adapter, question, league);
  const pairs = LEAGUES.flatMap(({ id }) =>
    Object.entries(PORT).map(([what, question]) => ({ league: id, what, question })),
  );
  const asked = pairs.filter(({ league, question }) => isAsked(question, league));
  const refused = pairs.filter(({ league, question }) => !isAsked(question, league));

  describe(`${name}: upstream contract`, () => {
    let server: UpstreamServer;

    beforeAll(async () => {
      server = await startUpstreamServer();
    });
    afterAll(async () => {
      await server[Symbol.asyncDispose]();
    });
    beforeEach(() => server.reply(() => ({ status: 500 })));

    const failureOf = async (
      { question, league }: { readonly question: PortQuestion; readonly league: LeagueId },
      options: UpstreamUnderTest,
      call: UpstreamCall = new AbortController(),
    ) => {
      const outcome: unknown = await question.ask(create(options), league, call).catch((error: unknown) => error);
      expect(outcome).toBeInstanceOf(UpstreamError);
      return outcome as UpstreamError;
    };

    describe.each(asked.filter(({ league }) => ASKED_WHOLE.includes(league)))('$league $what', (subject) => {
      it.each(Object.entries(FAULTS))('takes %s for a failure', async (_fault, { reply, code, retryAfter }) => {
        server.reply(() => reply);
        const timeout = code === 'timeout' ? 50 : limits.timeout;
        const error = await failureOf(subject, { ...limits, url: server.url, timeout });
        expect({ code: error.code, retryAfter: error.retryAfter }).toEqual({ code, retryAfter });
        // Short enough to log whole, and nothing of a page somebody else wrote.
        expect(error.message.length).toBeLessThan(400);
        expect(error.message).not.toContain('<');
      });

      it.each(Object.entries(ABSENCES))('takes "%s" for no list, if it is one', async (_absence, body) => {
        server.reply(() => ({ status: 404, body }));
        const upstream = create({ ...limits, url: server.url });
        const outcome: unknown = await subject.question
          .ask(upstream, subject.league, new AbortController())
          .catch((error: unknown) => error);
        if (subject.question.mayBeAbsent && outcome === null) return;
        expect(outcome).toMatchObject({ name: 'UpstreamError', code: 'failed' });
      });

      it('takes a refused connection for a failure', async () => {
        const error = await failureOf(subject, { ...limits, url: await closedUrl() });
        expect(error.code).toBe('unreachable');
      });

      it('gives up when the caller does', async () => {
        server.reply(() => ({ fault: 'hang' }));
        const error = await failureOf(subject, { ...limits, url: server.url }, { signal: AbortSignal.timeout(20) });
        expect(error.code).toBe('timeout');
      });

      it('says who asks, and that it wants JSON', async () => {
        await failureOf(subject, { ...limits, url: server.url });
        expect(server.requests.at(-1)?.headers).toMatchObject({ 'user-agent': userAgent, accept: 'application/json' });
      });
    });

    it('asks somebody whatever it is capable of, in every league it knows', async () => {
      for (const subject of asked) {
        const before = server.requests.length;
        const { code } = await failureOf(subject, { ...limits, url: server.url });
        expect({ league: subject.league, what: subject.what, code }).toMatchObject({ code: 'failed' });
        expect(server.requests.length).toBeGreaterThan(before);
      }
    });

    it('refuses what it is not capable of, and asks nobody', async () => {
      const before = server.requests.length;
      for (const subject of refused) {
        const { code } = await failureOf(subject, { ...limits, url: server.url });
        expect({ league: subject.league, what: subject.what, code }).toMatchObject({ code: 'unsupported' });
      }
      expect(server.requests).toHaveLength(before);
    });

    it('has groups of stats exactly where it has tables of them', () => {
      for (const { id } of LEAGUES) {
        const groups = adapter.leagues.includes(id) ? adapter.seasonTableGroups(id) : [];
        expect(groups.length > 0).toBe(adapter.leagues.includes(id) && adapter.can(id, 'seasonTable'));
      }
    });
  });
};
