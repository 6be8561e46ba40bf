import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { templateOf } from './stack-template.ts';

const GOLDEN = join(import.meta.dirname, 'golden', 'template.json');

/** What changes with every build is replaced: the hashes of the functions' code. */
const normalised = (template: unknown): string =>
  `${JSON.stringify(template, null, 2).replace(/[0-9a-f]{64}(?=\.zip)/g, 'ASSET')}\n`;

describe('the template', () => {
  // UPDATE_GOLDEN=1 npx vitest run test/infra/golden.test.ts, then read the difference.
  it('is the one that was reviewed', () => {
    const template = normalised(templateOf().toJSON());
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(GOLDEN, template);
    expect(template).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('holds no secret and no account', () => {
    const text = readFileSync(GOLDEN, 'utf8');
    expect(text).not.toMatch(/\b\d{12}\b/);
    expect(text).not.toMatch(/adminKey":\s*"[^"]/);
  });
});
