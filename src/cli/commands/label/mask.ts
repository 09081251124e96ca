import { maskLabel } from '../../../label/index.ts';
import type { PolicyName } from '../../../mask/policy.ts';
import { readBytes } from '../../input.ts';
import { labelNames, labelTargets, onLabel, passOver } from '../../labels/labelFiles.ts';
import { readOriginals } from '../../labels/originals.ts';
import { withOutput } from '../../output.ts';
import { type ExitCode, exitCodes } from '../../problem.ts';
import type { Session } from '../../session.ts';

export interface LabelMaskOptions {
  readonly original?: string;
  readonly policy?: PolicyName;
  readonly opaqueRef?: string;
  readonly out?: string;
  readonly dryRun?: boolean;
}

/** Masks labels; what is not masked goes out byte for byte as it came in. */
export async function maskLabels(
  session: Session,
  files: readonly string[],
  options: LabelMaskOptions,
): Promise<ExitCode> {
  const { policy, opaqueRef, out, dryRun } = options;
  const names = await labelNames(session, files, [options.original]);
  const originals = await readOriginals(session, options.original, names.length);
  const targets = await labelTargets(session, names, out, dryRun);
  let done = 0;
  for (const [i, name] of names.entries()) {
    const original = originals(i);
    let masked: Uint8Array;
    try {
      const label = await readBytes(session, name);
      masked = onLabel(name, label, options.original, () =>
        maskLabel(label, { ...(original && { original }), ...(policy && { policy }), ...(opaqueRef && { opaqueRef }) }),
      );
    } catch (error) {
      passOver(session, error, names);
      continue;
    }
    await withOutput(session, { file: targets[i], dryRun }, (write) => write(masked));
    done++;
  }
  if (names.length > 1) session.say('label.masked', { done, refused: names.length - done });
  return done === names.length ? exitCodes.ok : exitCodes.data;
}
