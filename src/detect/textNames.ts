// For the address detector, until it imports the file itself.
export { findCuedNames, findNamesBeside } from './text/names.ts';
