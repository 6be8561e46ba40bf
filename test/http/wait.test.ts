import { describe, expect, it } from 'vitest';
import { askedWait } from '../../lib/http/wait.ts';

describe('how long a client can wait', () => {
  it.each([
    ['wait=2', 2],
    ['respond-async, wait=10', 10],
    ['Wait = "1.5"', 1.5],
    ['wait=3; x=1', 3],
    // A wish is granted as far as it can be.
    ['wait=100', 10],
    ['wait=0', 0.1],
  ])('is said by Prefer: %s', (prefer, seconds) => {
    expect(askedWait(undefined, prefer)).toEqual({ seconds, isPreference: true });
  });

  it.each([undefined, '', 'respond-async', 'await=2', 'wait', 'wait=', 'wait=soon', 'wait=-1', 'return=minimal'])(
    'is not said by Prefer: %s',
    (prefer) => expect(askedWait(undefined, prefer)).toBeUndefined(),
  );

  it('is said by a parameter, which comes first and must be right', () => {
    expect(askedWait('2.5', 'wait=1')).toEqual({ seconds: 2.5, isPreference: false });
    for (const wrong of ['', '0', '0.05', '11', 'soon', '-1', '1e1', '2s']) {
      expect(() => askedWait(wrong, undefined)).toThrow('wait must be a number of seconds from 0.1 to 10');
    }
  });
});
