import type { Stack } from '../../../infra/local/stack/stack.ts';
import { dayOf } from '../stepper.ts';

const HOUR = 3_600_000;
// From the kick-off to the last figure that is put right.
const GAME = 4 * HOUR;

/** The days (UTC, ISO) on which an NFL game is played, by the provider's own calendar. */
export const gameDays = async (stack: Stack, from: number, days: number): Promise<ReadonlySet<string>> => {
  const { upstream } = stack;
  if (upstream === undefined) throw new Error('Scenarios run against the simulated provider');
  const until = from + days * 24 * HOUR;
  const months = new Set([dayOf(from), dayOf(until)].map((day) => day.slice(0, 7).replace('-', '')));
  const played = new Set<string>();
  for (const month of months) {
    const url = `${upstream.url}/apis/site/v2/sports/football/nfl/scoreboard?dates=${month}`;
    const response = await fetch(url, { headers: { 'user-agent': 'curl/8.0' }, signal: AbortSignal.timeout(10_000) });
    const { events } = (await response.json()) as { readonly events: readonly { readonly date: string }[] };
    for (const start of events.map(({ date }) => Date.parse(date))) {
      if (start >= from && start < until) played.add(dayOf(start)).add(dayOf(start + GAME));
    }
  }
  // Asking for the calendar is not part of the scenario.
  upstream.reset();
  return played;
};
