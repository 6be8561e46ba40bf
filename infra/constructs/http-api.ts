import { HttpApi as Api, HttpRoute, HttpRouteKey, type HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { ROUTE_KEYS } from '../../lib/http/route-keys.ts';
import type { CacheFunction } from './cache-function.ts';

/** The API in front of the function: exactly the routes it answers, and only for callers with AWS credentials. */
export class HttpApi extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, { api }: { readonly api: CacheFunction }) {
    super(scope, id);
    const httpApi = new Api(this, 'Api');
    const integration = new HttpLambdaIntegration('ApiFunction', api.function);
    // Until callers have keys of their own a deployment must not be open to everybody who finds its address.
    const authorizer = new HttpIamAuthorizer();
    for (const key of ROUTE_KEYS) {
      const [method, path] = key.split(' ') as [HttpMethod, string];
      new HttpRoute(this, key.replace(/[^A-Za-z0-9]+/g, '-'), {
        httpApi,
        integration,
        authorizer,
        routeKey: HttpRouteKey.with(path, method),
      });
    }
    this.url = httpApi.apiEndpoint;
  }
}
