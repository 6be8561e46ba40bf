import * as v from 'valibot';
import type {
  AutocompleteAnswer,
  Completion,
  KnowsByLeague,
  SearchAllAnswer,
  SearchAnswer,
  Searched,
} from '../answers/index.ts';
import type { Suggestion } from '../../sports/model/index.ts';
import { described, leagueId, playerId, text, textOrNull } from './parts.ts';
import { ListedPlayerSchema } from './players.ts';
import { schemaOf } from './same.ts';
import { TeamRefSchema } from './teams.ts';

export const SuggestionSchema = schemaOf<Suggestion>()(
  v.strictObject({
    id: playerId,
    name: text,
    team: described(v.nullable(TeamRefSchema), 'null where the player has no team or it is not known'),
    position: textOrNull,
  }),
);

export const SearchedSchema = schemaOf<Searched>()(
  v.strictObject({
    searched: described(
      v.picklist(['directory', 'provider', 'nowhere']),
      'Where the name was looked for. `directory`: among all players of the league. `provider`: with the ' +
        "provider's search, which does not find every spelling. `nowhere`: it has letters that are not Latin",
    ),
    note: v.exactOptional(described(text, 'Where that was not the whole league')),
  }),
);

const match = described(
  v.picklist(['exact', 'alias', 'surname', 'ambiguous', 'none']),
  '`exact`: the name on file. `alias`: another name of the player. `surname`: only that was typed. `ambiguous`: ' +
    'neither name nor hints tell the players apart',
);

const KnowsByLeagueSchema = schemaOf<KnowsByLeague>()(
  described(
    v.record(leagueId, v.picklist(['all', 'some', 'nothing'])),
    'By league, whether all of its players were looked through: the provider is not asked',
  ),
);

export const SearchAnswerSchema = schemaOf<SearchAnswer>()(
  v.strictObject({
    query: text,
    match,
    players: v.array(ListedPlayerSchema),
    suggestions: described(v.array(SuggestionSchema), 'Players with similar names, the nearest first'),
    searched: v.exactOptional(SearchedSchema.entries.searched),
    note: SearchedSchema.entries.note,
  }),
);

export const SearchAllAnswerSchema = schemaOf<SearchAllAnswer>()(
  v.strictObject({
    query: text,
    match,
    players: v.array(ListedPlayerSchema),
    suggestions: v.array(v.strictObject({ ...SuggestionSchema.entries, league: leagueId })),
    knows: KnowsByLeagueSchema,
  }),
);

const CompletionSchema = schemaOf<Completion>()(
  v.strictObject({
    id: playerId,
    league: leagueId,
    label: described(text, 'What to show of the player, 100 characters at most: `Josh Allen (QB, BUF)`'),
  }),
);

export const AutocompleteAnswerSchema = schemaOf<AutocompleteAnswer>()(
  v.strictObject({
    query: described(text, 'What had been typed'),
    players: described(v.array(CompletionSchema), 'Who fits best comes first'),
    knows: KnowsByLeagueSchema,
  }),
);
