import { entries } from './scripts/entries.mjs';

// Brotli, minified, with dependencies unless it says without: what one import adds to a web page.
// The metadata of libphonenumber-js is a third of a mask, so both figures are printed.
const phoneMetadata = ['libphonenumber-js/min'];

/** @typedef {{ subpath: string, limit: string, import?: string, ignore?: string[], note?: string }} Limit */
/** @type {Limit[]} */
const limits = [
  { subpath: '.', limit: '140 kB' },
  { subpath: './mask', limit: '84 kB' },
  { subpath: './mask', limit: '59 kB', ignore: phoneMetadata, note: 'without phone metadata' },
  {
    subpath: './mask',
    limit: '48 kB',
    import: '{ maskName, maskPhone, maskAddress }',
    ignore: phoneMetadata,
    note: 'names, phones and addresses, without phone metadata',
  },
  {
    subpath: './mask',
    limit: '14.5 kB',
    import: '{ maskName, maskPhone, maskIdNumber, maskEmail }',
    ignore: phoneMetadata,
    note: 'names, phones and identity data, without phone metadata',
  },
  { subpath: './tagger', limit: '16 kB' },
  { subpath: './field', limit: '20.5 kB' },
  { subpath: './blind-index', limit: '53.5 kB' },
  { subpath: './sealed', limit: '111 kB' },
  { subpath: './audit', limit: '24 kB' },
  { subpath: './pseudonym', limit: '44 kB' },
  { subpath: './label', limit: '136 kB' },
  { subpath: './stream', limit: '89 kB' },
  { subpath: './sm', limit: '4 kB' },
  { subpath: './engine-fast', limit: '6 kB' },
  { subpath: './errors', limit: '1.5 kB' },
];

// UTF-8 as bundlers write it; esbuild alone would escape every hanzi.
/** @param {object} config */
const modifyEsbuildConfig = (config) => ({ ...config, logLevel: 'error', charset: 'utf8' });

export default limits.map(({ subpath, note, ...limit }) => {
  const entry = entries.find((candidate) => candidate.subpath === subpath);
  if (entry === undefined) throw new Error(`no entry ${subpath}`);
  const name = note === undefined ? entry.specifier : `${entry.specifier}, ${note}`;
  return { name, path: entry.esm, modifyEsbuildConfig, ...limit };
});
