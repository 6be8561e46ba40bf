import type { Asked } from './ask.ts';

/** Why nothing can be shown, for a person. */
export interface Refusal {
  /** Another key, or one at all, would help. */
  readonly wantsKey: boolean;
  readonly title: string;
  readonly detail: string;
}

export const refusalOf = (why: Exclude<Asked<never>, { kind: 'answer' }>, isOnline: boolean): Refusal => {
  if (why.kind === 'silence') {
    return isOnline
      ? {
          wantsKey: false,
          title: 'No answer.',
          detail: 'Statline does not answer this page. It is asked again every minute.',
        }
      : { wantsKey: false, title: 'Offline.', detail: 'This device has no network. The page goes on when it is back.' };
  }
  const { status, code, detail } = why;
  if (status === 401) return { wantsKey: true, title: 'Not known.', detail: 'That key is not valid here.' };
  if (code === 'too-many-wrong-keys') {
    return { wantsKey: true, title: 'Too many wrong keys.', detail: 'Too many wrong keys were tried. Wait a minute.' };
  }
  if (code === 'daily-limit-reached') {
    return {
      wantsKey: true,
      title: 'No requests left.',
      detail: 'That key has no requests left today. Another one may.',
    };
  }
  if (status === 403) {
    return { wantsKey: true, title: 'Not allowed.', detail: 'That key may not read the usage. Another one may.' };
  }
  if (code === 'keys-unavailable') {
    return {
      wantsKey: false,
      title: 'Keys cannot be checked.',
      detail: 'The list of keys cannot be read now, so nobody is let in.',
    };
  }
  if (code === 'usage-unavailable') {
    return {
      wantsKey: false,
      title: 'The counters cannot be read.',
      detail: 'The table does not answer. Questions may still be answered from memory and Redis.',
    };
  }
  return { wantsKey: false, title: `Answered with ${status}.`, detail: `${detail} (${code})` };
};
