import type { ClientClock } from '../../lib/client/clock.ts';
import { cut } from '../draw/text.ts';
import type { Terminal } from '../session/session.ts';

/** A line that is written over and over. */
export interface Bar {
  /** Ends the line: what follows begins a new one. */
  stop(): void;
}

const REDRAW_MS = 200;
const CLEAR_LINE = '\r\u001b[K';

/**
 * Draws `text()` five times a second on standard error, which leaves standard output to the result. The bar of
 * @clack/prompts takes the keyboard, and ends the program with code 0 on Ctrl-C.
 */
export const startBar = (
  text: () => string,
  { terminal, clock }: { readonly terminal: Terminal; readonly clock: ClientClock },
): Bar => {
  let cancel = (): void => undefined;
  const draw = (): void => {
    terminal.errPart(CLEAR_LINE + cut(text(), terminal.errColumns - 1));
    cancel = clock.after(REDRAW_MS, draw);
  };
  draw();
  return {
    stop: () => {
      cancel();
      terminal.errPart(`${CLEAR_LINE}${cut(text(), terminal.errColumns - 1)}\n`);
    },
  };
};
