export type RouteMatch =
  | { readonly kind: 'route'; readonly routeKey: string; readonly pathParameters: Readonly<Record<string, string>> }
  /** `methods`: those that the path would take; none where there is no such path. */
  | { readonly kind: 'not-found'; readonly methods: readonly string[] };

/** Finds a route by the method and the decoded segments of the path. */
export type Router = (method: string, path: readonly string[]) => RouteMatch;

interface Route {
  readonly routeKey: string;
  readonly method: string;
  readonly segments: readonly Segment[];
}

interface Segment {
  readonly text: string;
  readonly isParameter: boolean;
}

const ROUTE_KEY = /^(ANY|[A-Z]+) (\/\S*)$/;
const PARAMETER = /^\{(\w+)\}$/;

/**
 * Finds a route as API Gateway does: segment by segment, an exact one before a `{parameter}`, which takes one whole
 * segment and never an empty one. `..` is a segment like any other.
 */
export const createRouter = (routeKeys: readonly string[]): Router => {
  const routes = routeKeys.map(parseRouteKey).sort(bySpecificity);
  return (method, path) => {
    const fitting = routes.filter((candidate) => takesPath(candidate, path));
    const route = fitting.find((candidate) => candidate.method === method || candidate.method === 'ANY');
    if (route === undefined) return { kind: 'not-found', methods: [...new Set(fitting.map((each) => each.method))] };
    const parameters = route.segments.flatMap(({ text, isParameter }, index) =>
      isParameter ? [[text, path[index] ?? ''] as const] : [],
    );
    return { kind: 'route', routeKey: route.routeKey, pathParameters: Object.fromEntries(parameters) };
  };
};

const parseRouteKey = (routeKey: string): Route => {
  const [, method, path] = ROUTE_KEY.exec(routeKey) ?? [];
  if (method === undefined || path === undefined) throw new RangeError(`Not a route key: ${routeKey}`);
  const segments = path
    .slice(1)
    .split('/')
    .map((text): Segment => {
      const name = PARAMETER.exec(text)?.[1];
      if (name === undefined && /[{}]/.test(text)) throw new RangeError(`Not a route key: ${routeKey}`);
      return { text: name ?? text, isParameter: name !== undefined };
    });
  return { routeKey, method, segments };
};

/** Where two routes take one path, the one whose first differing segment is exact comes first. */
const bySpecificity = (a: Route, b: Route): number => {
  const shared = Math.min(a.segments.length, b.segments.length);
  for (let index = 0; index < shared; index += 1) {
    const order = Number(a.segments[index]?.isParameter) - Number(b.segments[index]?.isParameter);
    if (order !== 0) return order;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
};

const takesPath = ({ segments }: Route, path: readonly string[]): boolean =>
  segments.length === path.length &&
  segments.every(({ text, isParameter }, index) => (isParameter ? path[index] !== '' : path[index] === text));
