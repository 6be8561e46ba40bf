import { expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { VERSION } from '../lib/version.ts';

it('is that of package.json', () => {
  expect(VERSION).toBe(packageJson.version);
});
