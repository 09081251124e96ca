import { entries } from './scripts/entries.mjs';

// Brotli, minified, with dependencies: what one import adds to a web page.
/** @type {Record<string, string>} */
const limits = {
  '.': '40 kB',
  './mask': '13 kB',
  './field': '20 kB',
  './errors': '1.5 kB',
};

// UTF-8 as bundlers write it; esbuild alone would escape every hanzi.
/** @param {object} config */
const modifyEsbuildConfig = (config) => ({ ...config, logLevel: 'error', charset: 'utf8' });

export default entries
  .filter(({ subpath }) => limits[subpath])
  .map(({ subpath, specifier, esm }) => ({ name: specifier, path: esm, limit: limits[subpath], modifyEsbuildConfig }));
