// FC_RUNS sets how many cases each property tries: 100 by default, 10,000 in `npm run test:slow`. FC_SEED fixes the cases, so that
// the checks of a change judge the change and not the dice; without it every run draws new ones.
import fc from 'fast-check';

const seed = process.env['FC_SEED'];

fc.configureGlobal({
  numRuns: Number(process.env['FC_RUNS'] ?? 100),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
});
