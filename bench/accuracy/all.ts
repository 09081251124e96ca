/**
 * Accuracy over public data and generated inputs: `npm run accuracy -- names phones addresses text recognize`, all of them without names.
 * Exit code 1 when a figure that must be zero is not.
 */
import { addresses } from './addresses.ts';
import { names } from './names.ts';
import { phones } from './phones.ts';
import { recognitions } from './recognize.ts';
import { regions } from './regions.ts';
import { risk } from './risk.ts';
import { text } from './text.ts';

const suites: Readonly<Record<string, () => boolean | Promise<boolean>>> = {
  names,
  phones,
  addresses,
  regions,
  text,
  recognize: recognitions,
  risk,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  console.error(`no such suite: ${unknown.join(', ')}; there are ${Object.keys(suites).join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of wanted.length > 0 ? wanted : Object.keys(suites)) {
    if (!(await suites[name]?.())) process.exitCode = 1;
  }
}
