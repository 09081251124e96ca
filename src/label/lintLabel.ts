import { assertKnownKeys, assertObject } from '../errors.ts';
import { assertProfile } from '../lint/report.ts';
import { createMasker } from '../mask/masker.ts';
import type { ComplianceProfile, Policy, PolicyName } from '../mask/policy.ts';
import { findValue } from './find.ts';
import type { Label, LabelCommand, LabelRun } from './label.ts';
import { type LabelPlace, leaksOf, masked } from './leaks.ts';
import { complete } from './maskLabel.ts';
import { type LabelOriginal, type SoughtValue, soughtValues } from './original.ts';
import { parseLabel } from './parseLabel.ts';
import { placesIn } from './place.ts';

/** What `lintLabel` takes besides the label and its original. */
export interface LintLabelOptions {
  /** Rule set: what of a value may be seen. Default `cn-gbt41833`. */
  readonly profile?: ComplianceProfile;
  /** The policy the label was masked with, where it shows other parts than that of the profile. */
  readonly policy?: PolicyName | Policy;
  /** The label before masking: with it C5 is checked. */
  readonly unmasked?: Uint8Array | string;
}

/** A broken rule and its place. Never a value. */
export interface LabelFinding {
  /** `C4`: something of the original is left. `C5`: something else changed. */
  readonly rule: 'C4' | 'C5';
  /** Line, from 1. */
  readonly line: number;
  /** Place in the line, from 1: bytes, of a string UTF-16 units. */
  readonly column: number;
  /** Offset in the label, in the same units. */
  readonly offset: number;
  /** `command`: not a text, or another number of commands. */
  readonly where: LabelPlace | 'command';
}

// The policy whose visible parts a rule set allows.
const policyOf: Readonly<Record<ComplianceProfile, PolicyName>> = {
  'cn-gbt41833': 'label',
  'kr-pipc': 'kr-pipc',
  'jp-tokumei': 'jp-tokumei',
};

/**
 * Checks a masked label against its original: C4, nothing of it is left in texts, comments, hexadecimal, Base64, 2-D payloads,
 * barcodes and file names, whole or split; and C5, nothing else changed, if the label before masking is given.
 *
 * @param label - The label to be printed.
 * @param original - What it must not show.
 * @param options - Rule set, policy, and the label before masking.
 * @returns findings in the order of the label; empty when it may be printed.
 * @throws {PrivacyError} `ERR_MALFORMED_LABEL` for a label that is truncated or not in its charset, with `offset`.
 * @throws {TypeError} an argument has the wrong type. @throws {RangeError} an unknown profile.
 * @example
 * const original = { recipient: { name: '张三丰', phone: '13812345678' } };
 * lintLabel('^XA^FX 张三丰^FS^FD张**^FS^XZ', original);
 * // => [{ rule: 'C4', line: 1, column: 8, offset: 7, where: 'comment' }]
 * lintLabel('^XA^FD张**^FS^XZ', original, { unmasked: '^XA^FD张三丰^FS^XZ' }); // []
 */
export function lintLabel(
  label: Uint8Array | string,
  original: LabelOriginal,
  options: LintLabelOptions = {},
): LabelFinding[] {
  assertObject(options, 'options');
  assertKnownKeys(options, ['profile', 'policy', 'unmasked'], 'options');
  const { profile = 'cn-gbt41833', policy, unmasked } = options;
  assertProfile(profile);
  const sought = soughtValues(original, createMasker(policy ?? policyOf[profile]));
  const parsed = complete(parseLabel(label));
  const placeOf = placesIn(parsed.source);
  const places = new Map<string, LabelFinding>();
  const add = (rule: LabelFinding['rule'], offset: number, where: LabelFinding['where']): void => {
    places.set(`${rule} ${offset} ${where}`, { rule, ...placeOf(offset), offset, where });
  };
  for (const { offset, where } of leaksOf(parsed, sought)) add('C4', offset, where);
  if (unmasked !== undefined) {
    for (const { offset, where } of changesOf(
      parsed,
      complete(parseLabel(unmasked, { language: parsed.language })),
      sought,
    ))
      add('C5', offset, where);
  }
  return [...places.values()].sort((a, b) => a.offset - b.offset);
}

interface Change {
  readonly offset: number;
  readonly where: LabelFinding['where'];
}

function changesOf(label: Label, before: Label, sought: readonly SoughtValue[]): Change[] {
  if (label.commands.length !== before.commands.length || label.isBytes !== before.isBytes) {
    return [{ offset: 0, where: 'command' }];
  }
  const changes: Change[] = [];
  const runs = runsByCommand(label);
  const runsBefore = runsByCommand(before);
  const leaks = leaksOf(before, sought);
  const regions = regionsOf(before, sought);
  for (const [i, command] of label.commands.entries()) {
    const old = before.commands[i] as LabelCommand;
    const own = runs[i] as readonly LabelRun[];
    const ownBefore = runsBefore[i] as readonly LabelRun[];
    const isSame = (from: number, to: number, fromBefore: number, toBefore: number): boolean =>
      label.source.slice(from, to) === before.source.slice(fromBefore, toBefore);
    if (isSame(command.offset, command.end, old.offset, old.end)) continue;
    const changed = own.find((run, at) => {
      const oldRun = ownBefore[at];
      if (oldRun === undefined || isSame(run.offset, run.end, oldRun.offset, oldRun.end)) return false;
      if (run.kind === 'payload' && leaks.some(({ offset }) => isIn(oldRun, offset))) return false;
      if (run.kind !== 'text' && run.kind !== 'comment') return true;
      const data = label.source.slice(run.offset, run.end);
      return !keepsRest(
        data,
        before.source,
        oldRun,
        regions.filter(({ start }) => isIn(oldRun, start)),
      );
    });
    if (changed !== undefined) changes.push({ offset: command.offset, where: changed.kind });
    else if (around(label, command, own) !== around(before, old, ownBefore)) {
      changes.push({ offset: command.offset, where: 'command' });
    }
  }
  return changes;
}

/** The runs of each command, by its index. */
function runsByCommand({ commands, runs }: Label): LabelRun[][] {
  let next = 0;
  return commands.map(({ end }) => {
    const own: LabelRun[] = [];
    for (let run = runs[next]; run !== undefined && run.offset < end; run = runs[++next]) own.push(run);
    return own;
  });
}

/** A command without its texts, and what they are. */
function around({ source }: Label, { offset, end }: LabelCommand, runs: readonly LabelRun[]): string {
  let at = offset;
  let text = '';
  for (const run of runs) {
    text += `${source.slice(at, run.offset)}\0${run.kind}\0`;
    at = run.end;
  }
  return text + source.slice(at, end);
}

const isIn = (run: LabelRun, offset: number): boolean => offset >= run.offset && offset < run.end;

interface Region {
  readonly start: number;
  readonly end: number;
}

/** Where the original stands in texts and comments, with its visible parts; one region for each field. */
function regionsOf(label: Label, sought: readonly SoughtValue[]): Region[] {
  const regions: Region[] = [];
  for (const { text } of masked(label)) {
    for (const value of sought) {
      for (const match of findValue(text, value)) {
        for (let at = match.start, next = at; at < match.end; at = next) {
          while (next < match.end && text.runOf(next) === text.runOf(at)) next++;
          regions.push({ start: text.startOf(at), end: text.endOf(next - 1) });
        }
      }
    }
  }
  return regions.sort((a, b) => a.start - b.start);
}

/** Whether everything around the regions stands in the new data too, in order. */
function keepsRest(data: string, source: string, run: LabelRun, regions: readonly Region[]): boolean {
  if (regions.length === 0) return false;
  let from = run.offset;
  let at = 0;
  for (const { start, end } of regions) {
    if (start > from) {
      const kept = source.slice(from, start);
      const found = from === run.offset ? (data.startsWith(kept) ? 0 : -1) : data.indexOf(kept, at);
      if (found < 0) return false;
      at = found + kept.length;
    }
    from = Math.max(from, end);
  }
  const rest = source.slice(from, run.end);
  return data.length - at >= rest.length && data.endsWith(rest);
}
