export type { NumberRole } from '../detect/address/grammar.ts';
export type { SuffixClass } from '../detect/address/suffixes.ts';
export type { AddressTagger, TaggedRoles } from '../detect/address/tagger.ts';
export type { NumberToken } from '../detect/address/tokens.ts';
export { createAddressTagger } from './createAddressTagger.ts';
