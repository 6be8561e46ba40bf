/** How far a warming is. */
export interface Progress {
  /** Documents that are as they should be, and that have to be; undefined: nobody knows yet. */
  readonly done: number;
  readonly total: number | undefined;
  /** Calls to the provider since the beginning; undefined: they are not told. */
  readonly calls: number | undefined;
  /** Milliseconds since the beginning. */
  readonly elapsed: number;
  /** Milliseconds until it goes on, where the minute's calls are spent. */
  readonly waiting?: number | undefined;
}

const BAR_COLUMNS = 24;

/** `━━━━━━━━────────  33 %  38 of 115 · 7.9/s · 10 s left · 41 calls` */
export const progressText = ({ done, total, calls, elapsed, waiting }: Progress): string => {
  const share = total === undefined || total === 0 ? 0 : Math.min(1, done / total);
  const filled = Math.floor(share * BAR_COLUMNS);
  const bar = `${'━'.repeat(filled)}${'─'.repeat(BAR_COLUMNS - filled)}`;
  const perSecond = elapsed > 0 ? (done * 1000) / elapsed : 0;
  const facts = [
    total === undefined ? 'planning' : `${done} of ${total} documents`,
    ...(done > 0 ? [`${perSecond.toFixed(1)}/s`] : []),
    ...(waiting !== undefined
      ? [`the minute's calls are spent: on in ${Math.ceil(waiting / 1000)} s`]
      : total !== undefined && done > 0 && done < total
        ? [`${durationOf((total - done) / perSecond)} left`]
        : []),
    ...(calls === undefined ? [] : [`${calls} calls`]),
  ];
  return `${bar}  ${`${Math.floor(share * 100)}`.padStart(3)} %  ${facts.join(' · ')}`;
};

/** Of seconds. */
export const durationOf = (seconds: number): string =>
  seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
