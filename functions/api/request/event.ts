import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as v from 'valibot';
import type { LatencyOf } from '../../../lib/http/answers/index.ts';
import type { ApiRole } from '../../../lib/http/api-keys.ts';
import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import { parseParameters } from '../../../lib/http/input.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { PlayerPath, TeamPath } from '../../../lib/http/schemas.ts';
import type { Caller } from '../../../lib/ledgers/payer.ts';
import { findLeague, type League } from '../../../lib/sports/leagues.ts';
import { nameFault, typedForm, type NameForm } from '../../../lib/sports/names/name-form.ts';
import { isPlayerId, isTeamId, type LeagueId } from '../../../lib/sports/model/index.ts';

export type ApiEvent = Pick<
  APIGatewayProxyEventV2,
  'routeKey' | 'headers' | 'pathParameters' | 'queryStringParameters' | 'body' | 'isBase64Encoded'
> & {
  /** Decoded. */
  readonly rawPath?: string;
  /** Who asks, by the key; undefined where nobody has keys. */
  readonly caller?: Caller;
  /** What the caller may do; undefined where nobody has keys. */
  readonly role?: ApiRole;
  /** Where its answer came from, once it is answered; undefined where that is not counted. */
  readonly servedFrom?: LatencyOf | undefined;
  /** What it was made of, where that is counted, and how many of its parts failed. */
  readonly madeOf?: { readonly entries: readonly Ingredient[]; readonly failed: number };
  readonly requestContext?: { readonly requestId?: string; readonly http?: { readonly method: string } };
};

export const methodOf = ({ requestContext }: ApiEvent): string => requestContext?.http?.method ?? 'GET';

const pathOf = <S extends v.GenericSchema>({ pathParameters }: ApiEvent, schema: S): v.InferOutput<S> =>
  parseParameters(schema, pathParameters);

export const queryOf = <S extends v.GenericSchema>({ queryStringParameters }: ApiEvent, schema: S): v.InferOutput<S> =>
  parseParameters(schema, queryStringParameters);

/** The player in the path, an id or a name. An id is what the schema would make of it: most questions are by id. */
export const playerIn = (event: ApiEvent): string => {
  const { player } = event.pathParameters ?? {};
  return player !== undefined && isPlayerId(player) ? player : pathOf(event, PlayerPath).player;
};

/** The team in the path, an id or another name, likewise. */
export const teamIn = (event: ApiEvent): string => {
  const { team } = event.pathParameters ?? {};
  return team !== undefined && isTeamId(team) ? team : pathOf(event, TeamPath).team;
};

/** The league in the path. The handler has checked that it is served here. */
export const leagueIn = ({ pathParameters }: ApiEvent): League => {
  const text = pathParameters?.league ?? '';
  const league = findLeague(text);
  if (league === undefined) throw unknownLeague(text, []);
  return league;
};

/** Throws a 404 problem that lists those we serve. */
export const servedLeague = (text: string, served: readonly LeagueId[]): League => {
  const league = findLeague(text);
  if (league === undefined || !served.includes(league.id)) throw unknownLeague(text, served);
  return league;
};

/** A name in the form it is looked up by. Throws a problem for `field` when it has fewer than two letters. */
export const namedForm = (text: string, field: string): NameForm => {
  const form = typedForm(text);
  const fault = nameFault(form);
  if (fault !== undefined) throw new HttpProblem('invalid-parameter', `${field} ${fault}`, { field });
  return form;
};

const unknownLeague = (text: string, served: readonly LeagueId[]): HttpProblem =>
  new HttpProblem(
    'league-not-found',
    `There is no league ${JSON.stringify(text.slice(0, 40))} here; served: ${served.join(', ')}`,
    { field: 'league' },
  );
