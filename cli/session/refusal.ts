import { describe } from '../../lib/client/describe.ts';
import type { Refusal } from '../../lib/client/exchange.ts';
import { interpret } from '../../lib/client/interpret.ts';
import type { AnyResult } from '../../lib/client/results.ts';
import { ROUTES, type Route } from '../../lib/client/routes.ts';
import type { Answers } from '../../lib/http/answers/index.ts';
import { jsonText, plain } from '../draw/text.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Session } from './session.ts';

export interface Asked {
  /** For people. */
  readonly asked: string;
  /** Undefined: none that this release knows. */
  readonly route?: keyof Answers | undefined;
  readonly json: boolean;
}

/** Tells a refusal: a sentence for people on standard error, and for scripts the problem on standard output. */
export const tellRefusal = (refusal: Refusal, { asked, route, json }: Asked, session: Session): ExitCode => {
  const { terminal, clock } = session;
  // Without a route of its own no code but the general ones is looked at.
  const result: AnyResult = interpret(
    refusal,
    { route: isAskedByClients(route) ? route : 'health', asked },
    clock.now(),
  );
  if (json) terminal.out(jsonText(problemOf(refusal)));
  terminal.err(plain(describe(result)));
  return exitCodeOf(result);
};

const isAskedByClients = (route: keyof Answers | undefined): route is Route =>
  route !== undefined && Object.hasOwn(ROUTES, route);

/** The service's own problem document; what was met in its place has the members that a script can rely on. */
const problemOf = ({ code, reason, detail, members, retryAfterSeconds }: Refusal): object =>
  code === null ? { code, reason, detail, retryAfterSeconds } : { ...members, retryAfterSeconds };

const exitCodeOf = ({ kind }: AnyResult): ExitCode => {
  switch (kind) {
    case 'ok':
      return EXIT.answered;
    case 'not-found':
    case 'ambiguous':
    case 'no-stats':
    case 'invalid':
    case 'not-offered':
      return EXIT.refused;
    case 'unauthorized':
      return EXIT.unauthorized;
    case 'no-table':
    case 'pending':
    case 'unavailable':
      return EXIT.unavailable;
  }
};
