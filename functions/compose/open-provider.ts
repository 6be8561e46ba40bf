import { StillLoadingError, type Observer } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import type { Budget } from '../../lib/ledgers/budget.ts';
import type { Upstream } from '../../lib/sports/upstream/index.ts';
import { withBreakers, type BreakersOptions } from '../../lib/upstreams/breaker/with-breakers.ts';

export interface ProviderOptions extends Pick<BreakersOptions, 'waitLimit' | 'defer' | 'clock'> {
  /** Awaited before every request. */
  readonly admit: () => Promise<void>;
  /** Brings the breakers what other environments know, beside what it counts. */
  readonly budget: Pick<Budget, 'notes' | 'note' | 'state'>;
  readonly observe: Observer;
}

/** The adapter of the configured provider, behind its breakers. Loaded with the first call to the provider. */
export const openProvider = async (config: Config, options: ProviderOptions): Promise<Upstream> => {
  const { budget, observe, waitLimit, defer, clock } = options;
  return withBreakers(await openAdapter(config, options), {
    notes: {
      read: (name) => budget.notes().get(name),
      async write(...note) {
        const isWritten = await budget.note(...note);
        // What stands there instead comes with the ledger's standing.
        if (!isWritten) await budget.state();
        return isWritten;
      },
      async refresh() {
        await budget.state();
      },
    },
    tooSlow: () => new StillLoadingError(),
    onChange: ({ isOpen, documents, since }) =>
      observe({ kind: isOpen ? 'breaker-opened' : 'breaker-closed', documents, since }),
    ...(clock && { clock }),
    ...(waitLimit && { waitLimit }),
    ...(defer && { defer }),
  });
};

/** Without breakers: whoever asks it counts each call, and finds out for itself what is out of order. */
export const openAdapter = async (
  { upstream, userAgent }: Config,
  { admit }: Pick<ProviderOptions, 'admit'>,
): Promise<Upstream> => {
  switch (upstream.kind) {
    case 'espn': {
      const { createEspnUpstream } = await import('../../lib/upstreams/espn/upstream.ts');
      return createEspnUpstream({ ...upstream, userAgent, admit });
    }
    case 'rapidapi': {
      const { createRapidApiUpstream } = await import('../../lib/upstreams/rapidapi/upstream.ts');
      return createRapidApiUpstream({ ...upstream, userAgent, admit });
    }
  }
};
