import { entries } from './scripts/entries.mjs';

// A gate more than a site: an undocumented public symbol or a broken link fails the build.
/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  entryPoints: entries.map(({ src }) => src),
  tsconfig: 'tsconfig.docs.json',
  out: 'out/docs',
  readme: 'none',
  // Links into a repository would make the gate depend on where the checkout came from.
  disableSources: true,
  excludeInternal: true,
  excludePrivate: true,
  requiredToBeDocumented: [
    'Enum',
    'Variable',
    'Function',
    'Class',
    'Interface',
    'Property',
    'Method',
    'Accessor',
    'TypeAlias',
  ],
  validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: true, rewrittenLink: true },
  treatWarningsAsErrors: true,
};
