import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi as Api,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  type HttpMethod,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { DEFAULT_ROUTE, PREFLIGHT_ROUTE, ROUTE_KEYS } from '../../lib/http/route-keys.ts';
import { MCP_ROUTE_KEYS, MCP_ROUTES } from '../../lib/http/mcp-routes.ts';
import { WEB_ROUTE_KEYS } from '../../lib/http/web-routes.ts';
import type { CacheFunction } from './cache-function.ts';

export interface HttpApiProps {
  readonly api: CacheFunction;
  /** Answers the pages. */
  readonly web: CacheFunction;
  /** Answers agents. */
  readonly mcp: CacheFunction;
  /** Requests a second, over all callers, and how many may come at once. */
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
  /** Requests a second to what is none of the routes. */
  readonly defaultRouteRate: number;
  /** Whether browsers ask for permission: their OPTIONS requests then have the rate of a route. */
  readonly cors: boolean;
  readonly logRetention: RetentionDays;
  /** Whether the access log has the addresses of callers, which are personal data in many places. */
  readonly logAddresses: boolean;
}

/** A line a request: what was asked, and how it went. No header is logged, and so no key. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  path: '$context.path',
  status: '$context.status',
  latency: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.integrationErrorMessage',
};

/**
 * A route whose parameter or method is renamed keeps its resource, which is then updated in place: there is no moment with
 * both routes, which the API may refuse, and none with neither.
 */
const resourceIdOf = (key: string): string =>
  key
    .replace('{player}', '{id}')
    .replace(/^ANY \/$/, 'GET /')
    .replace(/[^A-Za-z0-9]+/g, '-');

/** To a page's route: a browser asks for its files all at once, and keeps them. */
const PAGE_THROTTLE = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 60 };

/** Anybody may ask these, too. */
const OPEN_MCP_ROUTE_KEYS = Object.values(MCP_ROUTES).flatMap(({ key, access }) => (access === 'open' ? [key] : []));

/** The API in front of the functions: the routes they answer, and one for everything else. */
export class HttpApi extends Construct {
  readonly api: Api;
  readonly url: string;
  /** What a domain is mapped to. */
  readonly toStage: { readonly api: Api; readonly stage: HttpStage };

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const { api, web, mcp, throttle, defaultRouteRate, cors, logRetention, logAddresses } = props;
    this.api = new Api(this, 'Api', { createDefaultStage: false });
    const logGroup = new LogGroup(this, 'AccessLogs', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(
          JSON.stringify({ ...ACCESS_LOG, ...(logAddresses && { ip: '$context.identity.sourceIp' }) }),
        ),
      },
    });
    // One permission for the whole API: a function's policy holds 20 KB, and one for each route would fill it.
    const integrationOf = (name: string, fn: CacheFunction): HttpLambdaIntegration =>
      new HttpLambdaIntegration(name, fn.function, { scopePermissionToRoute: false });
    const toApi = integrationOf('ApiFunction', api);
    const toWeb = integrationOf('WebFunction', web);
    const toMcp = integrationOf('McpFunction', mcp);
    const addRoute = (key: string, integration: HttpLambdaIntegration): HttpRoute => {
      const [method, path] = key.split(' ') as [HttpMethod, string];
      return new HttpRoute(this, resourceIdOf(key), {
        httpApi: this.api,
        integration,
        routeKey: HttpRouteKey.with(path, method),
      });
    };
    for (const key of cors ? [...ROUTE_KEYS, PREFLIGHT_ROUTE] : ROUTE_KEYS) addRoute(key, toApi);
    const pages = WEB_ROUTE_KEYS.map((key) => addRoute(key, toWeb));
    const tools = MCP_ROUTE_KEYS.map((key) => addRoute(key, toMcp));
    const other = new HttpRoute(this, 'Other', {
      httpApi: this.api,
      integration: toApi,
      routeKey: HttpRouteKey.DEFAULT,
    });
    const cfnStage = stage.node.defaultChild as CfnStage;
    cfnStage.routeSettings = {
      [DEFAULT_ROUTE]: { ThrottlingRateLimit: defaultRouteRate, ThrottlingBurstLimit: defaultRouteRate * 2 },
      ...Object.fromEntries([...WEB_ROUTE_KEYS, ...OPEN_MCP_ROUTE_KEYS].map((key) => [key, PAGE_THROTTLE])),
    };
    // A stage cannot have settings for a route that is not there yet.
    cfnStage.node.addDependency(other, ...pages, ...tools);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'The api function checks keys itself (functions/auth/), in every deployment target; pages need none.',
    });
    this.url = stage.url.replace(/\/$/, '');
    this.toStage = { api: this.api, stage };
  }
}
