export { findCuedNames, findNamesBeside } from './text/names.ts';
