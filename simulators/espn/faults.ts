import { accessDenied, coreFault, siteError } from './documents/errors.ts';
import type { Knobs } from './knobs.ts';
import { hash } from './random.ts';
import type { Message } from './sending.ts';
import { isWelcome } from './user-agents.ts';

/** What a call gets in place of its document. `cut`: the first half of the document's text. */
type Fault =
  { readonly kind: 'message'; readonly message: Message } | { readonly kind: 'silence' } | { readonly kind: 'cut' };

interface Call {
  readonly path: string;
  readonly userAgent: string | undefined;
  /** A number from 0 to 1, drawn for this call. */
  readonly luck: number;
}

/** Undefined: the knobs leave the call alone. */
export const faultOf = (knobs: Knobs, { path, userAgent, luck }: Call): Fault | undefined => {
  if (knobs.blockUserAgents && !isWelcome(userAgent)) return say(refusal(path));
  if (luck < knobs.errorRate) return say(failure(path));
  switch (knobs.fail) {
    case 'none':
      return undefined;
    case 'error500':
      return say(failure(path));
    case 'hang':
      return { kind: 'silence' };
    case 'html403':
      return say(refusal(path));
    case 'truncated':
      return { kind: 'cut' };
    case 'empty':
      return say({ status: 200, body: '{}' });
    case '429':
      return say({
        status: 429,
        body: JSON.stringify(siteError(429, 'Too Many Requests')),
        headers: { 'retry-after': '2' },
      });
  }
};

const say = (message: Message): Fault => ({ kind: 'message', message });

const refusal = (path: string): Message => ({
  status: 403,
  type: 'text/html',
  body: accessDenied(path.slice(0, 200), hash(path)),
});

const failure = (path: string): Message => ({
  status: 500,
  body: JSON.stringify(path.startsWith('/v2/') ? coreFault : siteError(500, 'Internal Server Error')),
});
