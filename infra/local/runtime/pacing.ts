/** Called at the moments between which Lambda freezes an environment. */
export interface Pacing {
  /** Before an invocation or a request to end. */
  onInvoke(pid: number): void;
  /** It is waiting for its next invocation. */
  onIdle(pid: number): void;
  /** It has ended; its pid may be reused. */
  onEnd(pid: number): void;
}
