import { entries } from './scripts/entries.mjs';

// Brotli, minified, with dependencies: what one import adds to a web page.
/** @type {Record<string, string>} */
const limits = {
  '.': '40 kB',
  './mask': '12 kB',
  './field': '20 kB',
  './errors': '1.5 kB',
};

/** @param {object} config */
const modifyEsbuildConfig = (config) => ({ ...config, logLevel: 'error' });

export default entries
  .filter(({ subpath }) => limits[subpath])
  .map(({ subpath, specifier, esm }) => ({ name: specifier, path: esm, limit: limits[subpath], modifyEsbuildConfig }));
