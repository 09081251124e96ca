// FC_RUNS sets how many cases each property tries: 100 by default, 10,000 in `npm run test:slow`.
import fc from 'fast-check';

fc.configureGlobal({ numRuns: Number(process.env['FC_RUNS'] ?? 100) });
