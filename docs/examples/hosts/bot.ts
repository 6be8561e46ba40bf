/** A bot as a host runs it: on a plain server or on Lambda, behind Discord or Slack. */
export interface Bot {
  /** Answers within three seconds of `arrived`. */
  answer(request: Request, asked: Asked): Promise<Response>;
  /** Does what was handed to `later`, and tells the user. */
  finish(body: string): Promise<void>;
}

export interface Asked {
  /** Epoch ms. A cold start of the bot has passed since then. */
  readonly arrived: number;
  /** Takes what cannot be done in time, as the body of the request. */
  later(body: string): Promise<void>;
}

// Discord and Slack wait for three seconds. A part of them is the network's, and another the queue's.
const ANSWERED_WITHIN_MS = 2200;

/** For a first try: what is not there in time is done later. */
export const quick = ({ arrived }: Asked): { readonly wait: number; readonly timeout: number } => {
  const left = Math.max(300, arrived + ANSWERED_WITHIN_MS - Date.now());
  // Statline says that it is still loading before the client gives up: then the load goes on.
  return { wait: Math.max(0.1, (left - 500) / 1000), timeout: left };
};

/** For what is done later. */
export const PATIENT = { timeout: 25_000 } as const;
