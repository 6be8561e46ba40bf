/** Loads once, when first asked. A failed load is not remembered: the next call tries again. */
export const lazy = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let loaded: Promise<T> | undefined;
  return async () => {
    const mine = (loaded ??= load());
    try {
      return await mine;
    } catch (error) {
      // Only the load that failed: another caller may already have started the next one.
      if (loaded === mine) loaded = undefined;
      throw error;
    }
  };
};
