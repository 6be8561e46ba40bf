/** Sees the moments between which Lambda freezes an environment. */
export interface Pacing {
  /** It is about to get an invocation or to be asked to end. */
  onInvoke(pid: number): void;
  /** It waits for its next invocation. */
  onIdle(pid: number): void;
  /** It is gone; its number may soon be somebody else's. */
  onEnd(pid: number): void;
}
