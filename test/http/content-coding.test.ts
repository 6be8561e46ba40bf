import { describe, expect, it } from 'vitest';
import { acceptsGzip } from '../../lib/http/content-coding.ts';

describe('gzip', () => {
  it.each([
    'gzip',
    'GZIP',
    'x-gzip',
    'br, gzip;q=0.8',
    'gzip ; q=0.001',
    'gzip;Q=1.000',
    '*',
    '*;q=0.1',
    'br, *',
    'gzip, *;q=0',
    'gzip;q=0.5, *;q=0',
    'identity;q=0, gzip',
  ])('is sent to a client that says %s', (accepted) => {
    expect(acceptsGzip({ 'accept-encoding': accepted })).toBe(true);
  });

  it.each([
    undefined,
    '',
    'br',
    'identity',
    'gzip;q=0',
    'gzip;q=0, *',
    '*, gzip;q=0.000',
    '*;q=0',
    'br, *;q=0',
    'gzip;q=much',
    'gzip;q=',
    'gzipped',
    'identity;q=0',
  ])('is not sent to a client that says %s', (accepted) => {
    expect(acceptsGzip({ 'accept-encoding': accepted })).toBe(false);
  });
});
