import type { Target } from '../session/target.ts';
import { ok, warning, type Finding } from './finding.ts';

/** Who is asked, and by which key. */
export const checkConfiguration = ({ url, urlFrom, key, keyFrom }: Target): Finding => {
  const { protocol, hostname } = new URL(url);
  const says = `${url} (from ${urlFrom}), ${key === undefined ? 'without a key' : `a key from ${keyFrom ?? ''}`}`;
  return key !== undefined && protocol === 'http:' && !isLoopback(hostname)
    ? warning('configuration', `${says}, which anybody on the way can read`, 'Use the https address')
    : ok('configuration', says);
};

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
