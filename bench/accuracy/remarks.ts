import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';

/** A private part of a remark. Offsets are UTF-16 units. */
export interface RemarkSpan {
  readonly start: number;
  readonly end: number;
  /** A kind of `TextKind`, or the part of an address: door, building, unit, floor, room. */
  readonly label: string;
}

/** A message as buyers and shops write them, invented; without spans nothing in it is private. */
export interface Remark {
  readonly text: string;
  readonly spans: readonly RemarkSpan[];
}

/** The remarks of this repository. */
export const readRemarks = (): Remark[] =>
  readFileSync(join(root, 'bench/accuracy/remarks.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Remark);
