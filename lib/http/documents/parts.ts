import * as v from 'valibot';
import { PROVIDER_ID } from '../../sports/model/index.ts';

// What the documents have in common.

/** A schema with a description for the readers of the API's page. */
export const described = <const Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

export const text = v.string();
export const textOrNull = v.nullable(v.string());

export const yesOrNo = v.boolean();

/** A number of things. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const whole = v.pipe(v.number(), v.integer());

export const playerId = described(v.pipe(v.string(), v.regex(PROVIDER_ID)), "The provider's id, unique within a sport");

export const teamId = described(v.pipe(v.string(), v.regex(PROVIDER_ID)), "The provider's id, unique within a league");

export const instant = v.pipe(v.string(), v.isoTimestamp(), v.description('ISO 8601 in UTC'));

export const day = v.pipe(v.string(), v.isoDate());

export const leagueId = v.picklist(['nfl', 'nba', 'mlb', 'nhl', 'wnba', 'cfb', 'mbb', 'wbb']);

export const season = described(
  v.pipe(v.number(), v.integer(), v.minValue(1800), v.maxValue(2200)),
  'The year that names the season: NFL 2024 is 2024-25, NBA 2025 is 2024-25',
);

export const seasonType = v.picklist(['regular', 'postseason']);

/** By name. */
export const countsByName = v.record(v.string(), count);
