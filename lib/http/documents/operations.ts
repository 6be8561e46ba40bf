import * as v from 'valibot';
import type { PurgeAnswer, RootAnswer, WarmAnswer } from '../answers/index.ts';
import { count, described, leagueId, text, yesOrNo } from './parts.ts';
import { schemaOf } from './same.ts';
import { EchoSchema } from './several.ts';

export const RootAnswerSchema = schemaOf<RootAnswer>()(
  v.strictObject({
    name: text,
    links: v.array(v.strictObject({ name: text, method: text, path: text, key: v.picklist(['needed', 'not needed']) })),
  }),
);

export const PurgeAnswerSchema = schemaOf<PurgeAnswer>()(
  v.strictObject({
    league: leagueId,
    scope: text,
    scopes: described(v.array(text), 'The scope, and those of the documents that are built from it'),
    stamp: described(text, "What the purge is called in the tiers' logs"),
    taken: described(v.array(text), 'The tiers that have the purge'),
  }),
);

export const WarmAnswerSchema = schemaOf<WarmAnswer>()(
  v.strictObject({
    league: leagueId,
    planned: described(count, 'Documents, not calls'),
    loaded: count,
    kept: described(count, 'Confirmed by what is cached, without a call'),
    fresh: described(count, 'Loaded elsewhere since it was planned'),
    elsewhere: described(count, 'Being loaded elsewhere'),
    failed: count,
    left: described(count, 'Planned and not begun'),
    stopped: v.exactOptional(described(v.picklist(['deadline', 'budget', 'provider', 'error']), 'Why it ended early')),
    complete: described(yesOrNo, 'Whether that was all: nothing failed, and nothing is left'),
    unresolved: described(
      v.array(
        v.strictObject({
          name: EchoSchema,
          status: v.picklist(['not-found', 'ambiguous', 'unavailable', 'invalid']),
          reason: v.exactOptional(text),
        }),
      ),
      'Players of the request who could not be told',
    ),
  }),
);
