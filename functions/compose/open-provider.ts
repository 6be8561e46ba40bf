import { StillLoadingError, type Observer } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import type { Budget } from '../../lib/ledgers/budget.ts';
import type { Upstream } from '../../lib/sports/upstream/index.ts';
import type { DocumentStore } from '../../lib/ledgers/document-store.ts';
import { tellGoneFields } from '../../lib/ledgers/gone-fields.ts';
import { createFieldWatch } from '../../lib/upstreams/fields/watch.ts';
import { withFieldWatch } from '../../lib/upstreams/fields/with-field-watch.ts';
import { withBreakers, type BreakersOptions } from '../../lib/upstreams/breaker/with-breakers.ts';

export interface ProviderOptions extends Pick<BreakersOptions, 'waitLimit' | 'defer' | 'clock'> {
  /** Awaited before every request. */
  readonly admit: () => Promise<void>;
  /** Brings the breakers what other environments know, beside what it counts. */
  readonly budget: Pick<Budget, 'notes' | 'note' | 'state'>;
  readonly observe: Observer;
  /** Where environments keep what they learn of the provider's documents together. */
  readonly documents: DocumentStore;
}

/** The adapter of the configured provider, behind its breakers. Loaded with the first call to the provider. */
export const openProvider = async (config: Config, options: ProviderOptions): Promise<Upstream> => {
  const { budget, observe, waitLimit, defer, clock = Date, documents } = options;
  const watch = createFieldWatch({
    records: documents,
    tellGone: (kind, gone) => tellGoneFields(documents, kind, gone),
    clock,
    random: () => Math.random(),
    defer: defer ?? (() => undefined),
    onChange: ({ isGone, ...change }) => observe({ kind: isGone ? 'field-gone' : 'field-back', ...change }),
  });
  return withBreakers(withFieldWatch(await openAdapter(config, options), watch), {
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
    clock,
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
