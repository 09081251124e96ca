import { type Leak, leaksOf, offsetOfLeak, type PrintedMatch, printedMatches } from '../find/leaks.ts';
import type { SoughtValue } from '../find/original.ts';
import { within } from '../find/place.ts';
import { isClean, keepsRouting, payloadOf } from '../mask/maskPayload.ts';
import { soughtPolicy } from '../mask/payloadPolicies.ts';
import type { Label, LabelCommand, LabelRun } from '../parse/label.ts';
import type { PayloadPolicy } from '../payload/policy.ts';
import type { LabelRulePlace } from './rules.ts';

/** A place that is neither as before nor a mask. */
export interface Change {
  readonly offset: number;
  readonly where: LabelRulePlace;
}

/** C5: what changed beside what had to. */
export function changesOf(label: Label, before: Label, sought: readonly SoughtValue[]): Change[] {
  if (label.commands.length !== before.commands.length || label.isBytes !== before.isBytes) {
    return [{ offset: 0, where: 'command' }];
  }
  const changes: Change[] = [];
  const runs = runsByCommand(label);
  const runsBefore = runsByCommand(before);
  const printed = printedMatches(before, sought);
  const leaks = leaksOf(before, sought, printed);
  const regions = regionsOf(printed);
  const policy = soughtPolicy(sought);
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
      if (run.kind === 'payload') return !isSymbolMask(run, oldRun, leaks, policy);
      if (run.kind !== 'text' && run.kind !== 'comment') return true;
      const data = label.source.slice(run.offset, run.end);
      return !keepsRest(data, before.source, oldRun, within(regions, oldRun, startOfRegion));
    });
    if (changed !== undefined) changes.push({ offset: command.offset, where: changed.kind });
    else if (around(label, command, own) !== around(before, old, ownBefore)) {
      changes.push({ offset: command.offset, where: 'command' });
    }
  }
  return changes;
}

/** Whether a payload differs only in what it may not say, or is a reference instead. */
function isSymbolMask(run: LabelRun, before: LabelRun, leaks: readonly Leak[], policy: PayloadPolicy): boolean {
  const [reading] = run.readings;
  const [readingBefore] = before.readings;
  if (reading === undefined || readingBefore === undefined) return false;
  const old = payloadOf(before, readingBefore);
  const isPrivate = within(leaks, before, offsetOfLeak).length > 0 || !isClean(old, policy);
  return isPrivate && keepsRouting(old, payloadOf(run, reading));
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

interface Region {
  readonly start: number;
  readonly end: number;
}

const startOfRegion = ({ start }: Region): number => start;

/** Where the original stands in texts and comments, with its visible parts; one region for each field. */
function regionsOf(printed: readonly PrintedMatch[]): Region[] {
  const regions: Region[] = [];
  for (const { text, match } of printed) {
    for (let at = match.start, next = at; at < match.end; at = next) {
      while (next < match.end && text.runOf(next) === text.runOf(at)) next++;
      regions.push({ start: text.startOf(at), end: text.endOf(next - 1) });
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
