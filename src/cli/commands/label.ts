import { isPrivacyError } from '../../errors.ts';
import { lintLabel, maskLabel } from '../../label/index.ts';
import type { LabelOriginal } from '../../label/original.ts';
import type { ComplianceProfile, PolicyName } from '../../mask/policy.ts';
import { readBytes, readJson } from '../input.ts';
import { withOutput } from '../output.ts';
import { type ExitCode, exitCodes, type Place, problemOf, usage } from '../problem.ts';
import type { Session } from '../session.ts';

export interface LabelMaskOptions {
  readonly original?: string;
  readonly policy?: PolicyName;
  readonly opaqueRef?: string;
  readonly out?: string;
  readonly dryRun?: boolean;
}

/** Masks one label; its bytes go out as they came in. */
export async function maskLabelFile(session: Session, file: string, options: LabelMaskOptions): Promise<void> {
  const { policy, opaqueRef, out, dryRun } = options;
  const original = await originalOf(session, options.original);
  const label = await readBytes(session, file);
  const masked = onLabel(file, label, options.original, () =>
    maskLabel(label, { ...(original && { original }), ...(policy && { policy }), ...(opaqueRef && { opaqueRef }) }),
  );
  await withOutput(session, { file: out, dryRun }, (write) => write(masked));
}

export interface LabelLintOptions {
  readonly original: string;
  readonly unmasked?: string;
  readonly policy?: PolicyName;
  readonly profile: ComplianceProfile;
  readonly json?: boolean;
}

/** Checks a masked label: nothing of the order is left, nothing else changed. */
export async function lintLabelFile(session: Session, file: string, options: LabelLintOptions): Promise<ExitCode> {
  const { policy, profile } = options;
  const original = (await originalOf(session, options.original)) as LabelOriginal;
  const unmasked = options.unmasked === undefined ? undefined : await readBytes(session, options.unmasked);
  const label = await readBytes(session, file);
  const findings = onLabel(file, label, options.original, () =>
    lintLabel(label, original, { profile, ...(policy && { policy }), ...(unmasked && { unmasked }) }),
  );
  for (const finding of findings) {
    const { rule, line, column, where } = finding;
    const text = options.json ? JSON.stringify({ file, ...finding }) : `${file}:${line}:${column}\t${rule}\t${where}`;
    await session.print(`${text}\n`);
  }
  session.say('label.total', { findings: findings.length });
  return findings.length === 0 ? exitCodes.ok : exitCodes.data;
}

/** Whose label it is. It holds a person's data, so it comes from a file or stdin and not from an argument. */
const originalOf = async (session: Session, file: string | undefined): Promise<LabelOriginal | undefined> =>
  file === undefined ? undefined : ((await readJson(session, file)) as LabelOriginal);

/** A malformed label with its line and column in place of an offset. */
function onLabel<T>(file: string, label: Uint8Array, original: string | undefined, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const offset = isPrivacyError(error) ? error.offset : undefined;
    const problem = problemOf(error, { file, ...(offset !== undefined && placeIn(label, offset)) });
    // What is wrong with an argument is wrong in the order.
    throw problem.code === 'ERR_ARGUMENT' ? usage('ERR_ARGUMENT', problem.values, { file: original }) : problem;
  }
}

function placeIn(label: Uint8Array, offset: number): Place {
  const before = Buffer.from(label.subarray(0, offset)).toString('latin1');
  return { row: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
