// The key lives as long as the tab, in its session storage: no address, no cookie and no other tab has it.

const NAME = 'statline-key';

export const heldKey = (): string | null => {
  try {
    return sessionStorage.getItem(NAME);
  } catch {
    // The browser keeps no storage: the key lasts as long as the page.
    return unstored;
  }
};

export const holdKey = (key: string | null): void => {
  unstored = key;
  try {
    if (key === null) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, key);
  } catch {
    // As above.
  }
};

let unstored: string | null = null;
