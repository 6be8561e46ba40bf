import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PACKED_FOLDER } from '../../lib/http/packed-files.ts';
import { packFiles } from './pack-files.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Packs what the function `web` serves into its bundle's folder: our pages, Swagger UI's own files and the OpenAPI document.
 * Returns the bytes of each as it is sent.
 */
export const packWebFiles = async (pages: string, bundle: string): Promise<ReadonlyMap<string, number>> => {
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const ours = [
    'start.html',
    'start.css',
    'start.ts',
    'dashboard.html',
    'dashboard.css',
    'dashboard.ts',
    'docs.html',
    'docs.css',
    'docs.ts',
    'favicon.svg',
  ];
  return packFiles({
    outdir: join(bundle, PACKED_FOLDER),
    addressOf: (name) => `/docs/${name}`,
    sources: {
      ...Object.fromEntries(ours.map((file) => [file.replace(/\.ts$/, '.js'), join(pages, file)])),
      'swagger-ui.css': join(swagger, 'swagger-ui.css'),
      'swagger-ui-bundle.js': join(swagger, 'swagger-ui-bundle.js'),
      // Its licence wants to go with it.
      'swagger-ui-bundle.js.LICENSE.txt': join(swagger, 'swagger-ui-bundle.js.LICENSE.txt'),
      'swagger-ui-license.txt': join(swagger, 'LICENSE'),
      'openapi.json': join(ROOT, 'docs', 'openapi.json'),
    },
  });
};
