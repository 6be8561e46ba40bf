import { UpstreamError, type GuardedRequest, type RequestGuard, type Upstream } from '../../sports/upstream/index.ts';
import { shortName } from '../breaker/short-name.ts';
import { interceptUpstream } from '../intercept.ts';
import { sendGuarded } from '../send-guarded.ts';
import { MALFORMED_SHAPE, shapeOf } from './shape.ts';
import type { FieldWatch } from './watch.ts';
import { WATCHED } from './watched.ts';

const SLOTS = 32;

/** The same upstream, which tells `watch` of every document: of those that could not be read, too. */
export const withFieldWatch = (upstream: Upstream, watch: FieldWatch): Upstream =>
  interceptUpstream(upstream, async (ask, what, asked) => {
    const documents = `${asked.league} ${what}`;
    let address = '';
    const guard: RequestGuard = {
      request(request: GuardedRequest, send) {
        if (address === '') address = request.document;
        return sendGuarded(asked.call, request, send);
      },
    };
    const slot = (): number => Number.parseInt(shortName(address), 36) % SLOTS;
    try {
      const record = await ask({ ...asked.call, guard });
      if (record !== null) watch.saw(documents, shapeOf(record, WATCHED[what]), slot());
      return record;
    } catch (error) {
      if (error instanceof UpstreamError && error.code === 'malformed') watch.saw(documents, MALFORMED_SHAPE, slot());
      throw error;
    }
  });
