import * as v from 'valibot';
import type { EventWindow, UsageEvent, UsageEventsAnswer } from '../answers/index.ts';
import { count, described, instant, leagueId, text, textOrNull } from './parts.ts';
import { schemaOf } from './same.ts';
import { usageScope } from './usage-details.ts';

const happened = {
  at: described(instant, 'The first time in the hour'),
  count: described(count, 'How often in the hour'),
};

const documents = described(text, 'The kind of document: `roster`');

const loadFault = { ...happened, league: leagueId, documents };

export const UsageEventSchema = schemaOf<UsageEvent>()(
  v.variant('kind', [
    v.strictObject({
      ...happened,
      kind: v.literal('purge'),
      league: leagueId,
      scopes: described(v.array(text), 'Ten at the most'),
      more: described(count, 'How many there were beyond those'),
      why: described(v.picklist(['moves', 'request']), '`moves`: players moved. `request`: an operator asked for it'),
      by: described(textOrNull, 'Who asked, by the key; null: nobody, or no key is needed'),
    }),
    v.strictObject({
      ...happened,
      kind: v.literal('window'),
      league: leagueId,
      window: text,
      change: v.picklist(['opens', 'closes']),
    }),
    v.strictObject({
      ...happened,
      kind: v.literal('warm'),
      league: leagueId,
      planned: count,
      loaded: count,
      failed: count,
      left: count,
      stopped: described(textOrNull, 'What kept the run from going on; null: nothing did'),
    }),
    v.strictObject({
      ...happened,
      kind: v.literal('breaker'),
      change: v.picklist(['opened', 'closed']),
      documents: described(text, 'Host and kind: `site roster`'),
    }),
    v.strictObject({
      ...happened,
      kind: v.literal('refused'),
      cause: described(text, 'Why the provider would have been asked'),
      allowance: described(v.picklist(['all', 'unknown', 'key']), 'Whose calls were spent'),
    }),
    v.strictObject({ ...loadFault, kind: v.literal('contradicted') }),
    v.strictObject({ ...loadFault, kind: v.literal('malformed') }),
    v.strictObject({
      ...happened,
      kind: v.literal('field'),
      change: v.picklist(['gone', 'back']),
      documents,
      field: text,
    }),
  ]),
);

export const EventWindowSchema = schemaOf<EventWindow>()(
  v.strictObject({
    league: leagueId,
    window: described(text, '`trade-deadline`'),
    opensAt: instant,
    closesAt: instant,
    state: v.picklist(['past', 'open', 'next']),
  }),
);

export const UsageEventsAnswerSchema = schemaOf<UsageEventsAnswer>()(
  v.strictObject({
    scope: usageScope,
    from: described(instant, 'The beginning of the first hour'),
    now: described(instant, "The function's clock"),
    events: described(v.array(UsageEventSchema), 'The oldest first'),
    dropped: described(count, "Events beyond those that an hour's page has room for"),
    windows: described(
      v.array(EventWindowSchema),
      'Windows for player moves that touch these hours, and the next one of each league, by when they open',
    ),
  }),
);
