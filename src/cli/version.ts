import { createRequire } from 'node:module';

/** The version of the package, of source and build alike. */
export const packageVersion = (): string =>
  (createRequire(import.meta.url)('waybill-privacy/package.json') as { version: string }).version;
