import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** Folder of the package, wherever this is run from: programs are built into another one. */
export const root: string = dirname(createRequire(import.meta.url).resolve('waybill-privacy/package.json'));
