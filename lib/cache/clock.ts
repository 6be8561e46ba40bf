/** The wall clock, in epoch milliseconds. Never a monotonic one: environments are frozen between invocations. */
export interface Clock {
  now(): number;
}

export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => seconds(count * 60);
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);
