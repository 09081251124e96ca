import { basename, join } from 'node:path';
import {
  type LabelFinding,
  type LabelProfile,
  type LabelSarifReport,
  labelRules,
  labelSarif,
  lintLabel,
} from '../../../label/index.ts';
import type { PolicyName } from '../../../mask/policy.ts';
import { readBytes } from '../../input.ts';
import { isFolder, labelNames, onLabel, passOver } from '../../labels/labelFiles.ts';
import { readOriginals } from '../../labels/originals.ts';
import { type ExitCode, exitCodes, usage } from '../../problem.ts';
import type { Session } from '../../session.ts';

export interface LabelLintOptions {
  readonly original?: string;
  /** The label before masking, or the folder with those of the same names. */
  readonly unmasked?: string;
  readonly policy?: PolicyName;
  readonly profile: LabelProfile;
  readonly allowLast4ForStation?: boolean;
  readonly json?: boolean;
  readonly sarif?: boolean;
}

/** Checks masked labels: nothing of the order is left, nothing else changed. */
export async function lintLabels(
  session: Session,
  files: readonly string[],
  options: LabelLintOptions,
): Promise<ExitCode> {
  const { policy, profile, allowLast4ForStation, json, sarif } = options;
  const names = await labelNames(session, files, [options.original, options.unmasked]);
  const originals = await readOriginals(session, options.original, names.length);
  const unmaskedOf = await unmaskedFiles(session, names, options.unmasked);
  const reports: LabelSarifReport[] = [];
  let [found, unread] = [0, 0];
  for (const [i, file] of names.entries()) {
    try {
      const label = await readBytes(session, file);
      const before = unmaskedOf(file);
      const unmasked = before === undefined ? undefined : await readBytes(session, before);
      const findings = onLabel(
        file,
        label,
        options.original,
        () =>
          lintLabel(label, originals(i), {
            profile,
            ...(policy && { policy }),
            ...(unmasked && { unmasked }),
            ...(allowLast4ForStation && { allowLast4ForStation }),
          }).findings,
      );
      found += findings.length;
      reports.push({ uri: file, findings: findings.map((finding) => inUnits(label, finding)) });
      if (!sarif) for (const finding of findings) await session.print(lineOf(file, finding, json));
    } catch (error) {
      passOver(session, error, names);
      unread++;
    }
  }
  if (sarif) await session.print(`${JSON.stringify(labelSarif(reports), null, 2)}\n`);
  session.say('label.total', { findings: found, labels: names.length, unread });
  return found + unread === 0 ? exitCodes.ok : exitCodes.data;
}

async function unmaskedFiles(
  session: Session,
  names: readonly string[],
  unmasked: string | undefined,
): Promise<(file: string) => string | undefined> {
  if (unmasked !== undefined && (await isFolder(session, unmasked))) return (file) => join(unmasked, basename(file));
  if (unmasked !== undefined && names.length > 1) {
    throw usage('ERR_NO_FOLDER', { option: '--unmasked' }, { file: unmasked });
  }
  return () => unmasked;
}

function lineOf(file: string, finding: LabelFinding, json: boolean | undefined): string {
  if (json) return `${JSON.stringify({ file, ...finding })}\n`;
  const { rule, line, column, where } = finding;
  return `${file}:${line}:${column}\t${rule}\t${where}\t${labelRules[rule].problem}\n`;
}

/** Labels are linted as bytes, and viewers of SARIF count UTF-16 units. */
function inUnits(label: Uint8Array, finding: LabelFinding): LabelFinding {
  const before = label.subarray(finding.offset - finding.column + 1, finding.offset);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return {
        ...finding,
        column: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(before).length + 1,
      };
    } catch {
      // The next one.
    }
  }
  return finding;
}
