import type { SharedNotes } from '../../lib/upstreams/breaker/notes.ts';

/** Notes of a ledger that all environments share, each of which knows what the ledger last told it. */
export interface FleetNotes {
  environment(): EnvironmentNotes;
  /** What stands there. */
  readonly texts: Map<string, string>;
  /** Writes that were asked for since it was last asked. */
  writes(): number;
  /** Reads that were asked for since it was last asked. */
  reads(): number;
  isDown: boolean;
}

export interface EnvironmentNotes extends SharedNotes {
  /** A charge to the ledger: its answer brings the notes. */
  readonly charge: () => Promise<void>;
}

export const createFleetNotes = (): FleetNotes => {
  let writes = 0;
  let reads = 0;
  const fleet: FleetNotes = {
    texts: new Map(),
    isDown: false,
    writes() {
      const counted = writes;
      writes = 0;
      return counted;
    },
    reads() {
      const counted = reads;
      reads = 0;
      return counted;
    },
    environment() {
      let seen: ReadonlyMap<string, string> = new Map();
      const refresh = (): void => void (seen = new Map(fleet.texts));
      return {
        read: (name) => seen.get(name),
        async write(name, text, expected) {
          writes += 1;
          await Promise.resolve();
          if (fleet.isDown) throw new Error('The ledger is out');
          const isExpected = fleet.texts.get(name) === expected;
          if (isExpected) fleet.texts.set(name, text);
          else refresh();
          return isExpected;
        },
        async refresh() {
          reads += 1;
          await Promise.resolve();
          if (fleet.isDown) throw new Error('The ledger is out');
          refresh();
        },
        async charge() {
          await Promise.resolve();
          if (!fleet.isDown) refresh();
        },
      };
    },
  };
  return fleet;
};
