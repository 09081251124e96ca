export type { PlaceClass } from '../detect/address/places.ts';
export type { SuffixClass } from '../detect/address/suffixes.ts';
export { type AddressTagger, taggedRoles } from '../detect/address/tagger.ts';
export type { Joint, NumberRole, NumberToken } from '../detect/address/tokens.ts';
export { createAddressTagger } from './createAddressTagger.ts';
