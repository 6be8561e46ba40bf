import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

interface Bundled {
  /** Name and version. */
  readonly label: string;
  readonly license: string;
  readonly text: string;
}

/** The folders of the packages in node_modules that modules are of, each once. */
export const packagesOf = (inputs: Iterable<string>): readonly string[] => {
  const folders = new Set<string>();
  for (const input of inputs) {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
    if (folder !== undefined) folders.add(folder.slice(folder.indexOf('node_modules/')));
  }
  return [...folders].sort();
};

/**
 * What stands in the package of other people's work, with the licences that want to go with it. Throws where a package
 * says neither what its licence is nor has its text.
 */
export const licencesOf = async (folders: readonly string[]): Promise<string> => {
  const bundled = await Promise.all(folders.map(readLicence));
  const list = [...new Set(bundled.map(({ label, license }) => `- ${label}: ${license}`))];
  // Many have the same text word for word.
  const labels = new Map<string, Set<string>>();
  for (const { label, text } of bundled) labels.set(text, (labels.get(text) ?? new Set()).add(label));
  const texts = [...labels].map(([text, its]) => `${RULE}\n${[...its].join(', ')}\n\n${text}\n`);
  return [
    'Statline is under the licence in the file LICENSE. These packages are bundled into its files:\n',
    ...list,
    '',
    ...texts,
  ].join('\n');
};

const RULE = '-'.repeat(100);

const readLicence = async (folder: string): Promise<Bundled> => {
  const path = join(ROOT, folder);
  const { name, version, license } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8')) as Readonly<
    Partial<Record<'name' | 'version' | 'license', string>>
  >;
  if (name === undefined || version === undefined) throw new Error(`${folder} does not say what it is`);
  if (license === undefined) throw new Error(`${folder} names no licence`);
  const files = (await readdir(path)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(path, file), 'utf8')));
  // Some publish without the file; what their manifest names is then all there is to pass on.
  const text =
    texts.length === 0 ? `Published without a text of its licence; its manifest names ${license}.` : texts.join('\n');
  return { label: `${name} ${version}`, license, text: text.trim() };
};
