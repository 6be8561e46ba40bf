import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// Rules about the code base that the import rules cannot say.

const root = join(import.meta.dirname, '..');
const files = ['functions', 'lib', 'infra', 'test'].flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));
const source = (file: string): string => readFileSync(join(root, file), 'utf8');
const product = files.filter((file) => !file.startsWith('test/'));
const shipped = files.filter((file) => /^(lib|functions)\//.test(file));

const offenders = (among: readonly string[], pattern: RegExp): readonly string[] =>
  among.filter((file) => pattern.test(source(file)));

describe('the code base', () => {
  it('reads the environment in entry points and infrastructure only', () => {
    const elsewhere = shipped.filter((file) => !file.endsWith('/lambda.ts'));
    expect(offenders(elsewhere, /process\.env/)).toEqual([]);
  });

  it('does not know where it runs', () => {
    expect(offenders(shipped, /\b(isLocal|isTest|NODE_ENV)\b/)).toEqual([]);
  });

  it('has no file that answers more than it can be asked', () => {
    expect(product.filter((file) => source(file).split('\n').length > 250)).toEqual([]);
  });

  it('names things for what they are', () => {
    const banned = /(^|[-/])(manager|helpers?|utils?|services?|common|misc)([-./]|$)/;
    expect(files.filter((file) => banned.test(file))).toEqual([]);
  });

  it('passes time and chance as parameters to the engine and the domain', () => {
    const engine = shipped.filter((file) => /^lib\/(cache|sports)\//.test(file));
    expect(offenders(engine, /Date\.now\(\)|new Date\(\)|Math\.random\(|setTimeout\(/)).toEqual([]);
  });
});
