import { preflightHeaders, type CorsOrigins } from '../../lib/http/cors.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { WEB_ROUTES } from '../../lib/http/web-routes.ts';
import type { ApiEvent } from '../api/request/event.ts';
import { filledPage } from './filled-page.ts';
import { fileReply, packedReply, type Packed } from './file-reply.ts';
import type { Files, StaticFile } from './files.ts';
import { DASHBOARD_POLICY, DOCS_POLICY } from './policies.ts';
import { createStart, type StartOptions } from './start.ts';

export interface WebOptions extends Omit<StartOptions, 'template'> {
  readonly files: Files;
  readonly corsOrigins: CorsOrigins;
}

/**
 * Answers one event of API Gateway with a page or a file. Throws HttpProblem for every answer that is neither.
 * @example middy().use(answerProblems({ onUnexpected })).handler(createWeb({ files: openFiles(folder), … }))
 */
export const createWeb = ({ files, corsOrigins, ...options }: WebOptions): ((event: ApiEvent) => Promise<Reply>) => {
  const found = async (name: string): Promise<StaticFile> => {
    const file = await files.get(name);
    if (file === undefined) throw new HttpProblem('route-not-found', 'There is no such file; see /docs');
    return file;
  };
  const start = createStart({ ...options, template: () => found('start.html') });
  let filled: Packed | undefined;
  const dashboardReply = async (headers: ApiEvent['headers']): Promise<Reply> => {
    filled ??= filledPage(await found('dashboard.html'), { needsKey: options.needsKey, texts: {} });
    const own = { 'cache-control': 'public, no-cache', 'content-security-policy': DASHBOARD_POLICY };
    return packedReply(filled, headers, { ...own, vary: 'accept-encoding' });
  };
  const { dashboard, docs, file, openapi, icon, oldIcon } = WEB_ROUTES;

  return async (event) => {
    const { routeKey, headers, pathParameters, requestContext } = event;
    const method = requestContext?.http?.method ?? 'GET';
    if (method !== 'GET' && method !== 'HEAD') return otherMethod(method, headers, corsOrigins);
    switch (routeKey) {
      case dashboard.key:
        return dashboardReply(headers);
      case docs.key:
        return fileReply(await found('docs.html'), headers, DOCS_POLICY);
      case file.key:
        return fileReply(await servedFile(found, pathParameters?.file ?? ''), headers);
      case openapi.key:
        return fileReply(await found('openapi.json'), headers);
      case icon.key:
      case oldIcon.key:
        return fileReply(await found('favicon.svg'), headers);
      default:
        return start(event);
    }
  };
};

/** The pages have addresses of their own, and are no pages without their policies. */
const servedFile = (found: (name: string) => Promise<StaticFile>, name: string): Promise<StaticFile> =>
  found(name.endsWith('.html') ? '' : name);

const otherMethod = (method: string, headers: ApiEvent['headers'], origins: CorsOrigins): Reply => {
  const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
  const allowed = isPreflight && preflightHeaders(origins, headers.origin, ['GET', 'HEAD']);
  if (allowed) return { statusCode: 204, headers: allowed, body: '', isBase64Encoded: false };
  throw new HttpProblem('method-not-allowed', 'This route takes GET, HEAD', { headers: { allow: 'GET, HEAD' } });
};
