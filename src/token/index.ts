export { parseToken, type TokenInfo } from './header.ts';
export type { FieldRegistry, RegisteredField } from './registry.ts';
