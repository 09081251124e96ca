// A program of apart.ts: the rows of encryptRows.ts, each by its verb and its name.
import { makeRows, verbs } from './encryptRows.ts';
import { serve } from './serve.ts';

const rows = await makeRows();
serve(new Map(rows.flatMap(({ name, run }) => verbs.map((verb) => [`${verb} ${name}`, run[verb]]))));
