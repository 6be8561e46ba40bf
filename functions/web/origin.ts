import type { ApiEvent } from '../api/request/event.ts';

const HOST = /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** Where a client has reached us, to be shown to it: API Gateway sets both headers. */
export const originOf = ({ headers }: Pick<ApiEvent, 'headers'>): string => {
  const { host = '' } = headers;
  const scheme = headers['x-forwarded-proto']?.split(',')[0]?.trim() === 'http' ? 'http' : 'https';
  return `${scheme}://${HOST.test(host) ? host : 'statline.example.org'}`;
};
