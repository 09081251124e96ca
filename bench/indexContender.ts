// A program of apart.ts: the tags of indexRows.ts.
import { makeIndexers } from './indexRows.ts';
import { serve } from './serve.ts';

serve(new Map(makeIndexers().map(({ name, run }) => [name, run])));
