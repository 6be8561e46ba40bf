/** Lets a fake be out of order. */
export interface Fault {
  /** From now on every call rejects with this. */
  readonly fail: (error?: Error) => void;
  readonly heal: () => void;
}

export interface Checked extends Fault {
  /** Awaited first by every call of the fake. */
  readonly check: () => Promise<void>;
}

export const createFault = (): Checked => {
  let fault: Error | undefined;
  return {
    fail: (error = new Error('out of order')) => void (fault = error),
    heal: () => void (fault = undefined),
    async check() {
      // As over a network, nobody is answered at once.
      await Promise.resolve();
      if (fault !== undefined) throw fault;
    },
  };
};
