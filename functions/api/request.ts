import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as v from 'valibot';
import { parseParameters } from '../../lib/http/input.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import { findLeague, LEAGUES, type League } from '../../lib/sports/leagues.ts';

export type ApiEvent = Pick<
  APIGatewayProxyEventV2,
  'routeKey' | 'headers' | 'pathParameters' | 'queryStringParameters' | 'body' | 'isBase64Encoded'
>;

export const pathOf = <S extends v.GenericSchema>({ pathParameters }: ApiEvent, schema: S): v.InferOutput<S> =>
  parseParameters(schema, pathParameters ?? {});

export const queryOf = <S extends v.GenericSchema>({ queryStringParameters }: ApiEvent, schema: S): v.InferOutput<S> =>
  parseParameters(schema, queryStringParameters ?? {});

/** The league in the path. Throws a 404 problem that lists those we serve. */
export const leagueIn = ({ pathParameters }: ApiEvent): League => {
  const text = pathParameters?.league ?? '';
  const league = findLeague(text);
  if (league !== undefined) return league;
  throw unknownLeague(text);
};

export const unknownLeague = (text: string): HttpProblem => {
  const served = LEAGUES.map(({ id }) => id).join(', ');
  return new HttpProblem(
    'league-not-found',
    `There is no league ${JSON.stringify(text.slice(0, 40))}; served: ${served}`,
    {
      field: 'league',
    },
  );
};
