import * as v from 'valibot';
import type { Injury, ListedPlayer, Player, PlayerProfile, Roster } from '../../sports/model/index.ts';
import { day, described, instant, leagueId, playerId, season, text, textOrNull, whole } from './parts.ts';
import { schemaOf } from './same.ts';
import { TeamProfileSchema, TeamRefSchema } from './teams.ts';

export const ListedPlayerSchema = schemaOf<ListedPlayer>()(
  v.strictObject({
    id: playerId,
    name: text,
    league: leagueId,
    team: described(v.nullable(TeamRefSchema), 'null: on no team now'),
    position: described(textOrNull, "The provider's abbreviation: `QB`, `SF`"),
    jersey: textOrNull,
    status: described(text, "The provider's word: `active`, `inactive`, `free-agent`, `practice-squad`, …"),
  }),
);

export const InjurySchema = schemaOf<Injury>()(
  v.strictObject({
    status: described(text, "The provider's word: `Questionable`, `Out`, `Injured Reserve`"),
    since: described(v.nullable(instant), 'When the provider last changed it'),
    asOf: described(instant, 'When it was read from the provider'),
  }),
);

const hand = v.exactOptional(v.nullable(v.picklist(['left', 'right', 'both'])));

export const PlayerProfileSchema = schemaOf<PlayerProfile>()(
  v.strictObject({
    headshot: described(textOrNull, "A picture's address"),
    link: described(textOrNull, "The address of the player's page at the provider"),
    height: described(textOrNull, 'As the provider writes it: `6\' 2"`'),
    weight: described(textOrNull, 'As the provider writes it: `225 lbs`'),
    age: described(v.nullable(v.number()), "Years, on the day on which the provider's document was read"),
    born: v.nullable(day),
    college: textOrNull,
    experience: described(v.nullable(whole), 'Seasons in the league. A rookie has 0 or 1, as the league counts'),
    bats: described(hand, 'In baseball alone'),
    throws: described(hand, 'In baseball alone'),
    shoots: described(hand, 'In hockey alone. A goalkeeper catches with this hand'),
    injury: v.nullable(InjurySchema),
  }),
);

export const PlayerSchema = schemaOf<Player>()(
  v.strictObject({ ...ListedPlayerSchema.entries, ...PlayerProfileSchema.entries }),
);

export const RosterSchema = schemaOf<Roster>()(
  v.strictObject({
    league: leagueId,
    team: v.strictObject({ ...TeamRefSchema.entries, ...TeamProfileSchema.entries }),
    season: described(season, 'As the provider has it: it stays on the finished season until the year turns over'),
    players: v.array(PlayerSchema),
  }),
);
