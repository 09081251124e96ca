import type { CountryCode } from '../../detect/phone/index.ts';
import { type LintFinding, type LintKind, lintMasked, lintPolicies } from '../../lint/index.ts';
import { type ComplianceProfile, type PolicyName, policies } from '../../mask/policy.ts';
import { type Encoding, inputFiles, parseJson, readLines } from '../input.ts';
import { at, type ExitCode, exitCodes, Problem, usage } from '../problem.ts';
import type { Session } from '../session.ts';

export interface LintCommandOptions {
  readonly profile: ComplianceProfile;
  readonly region?: CountryCode;
  readonly json?: boolean;
  readonly encoding?: Encoding;
  readonly policies?: readonly string[];
}

/** Checks masked values against their originals. */
export async function lintFiles(
  session: Session,
  files: readonly string[],
  options: LintCommandOptions,
): Promise<ExitCode> {
  if (options.policies !== undefined) return lintNames(session, options.policies, options);
  let [pairs, broken] = [0, 0];
  for await (const file of inputFiles(session, files)) {
    for await (const { text, row } of readLines(session, file, options.encoding)) {
      if (text.trim() === '') continue;
      const { kind, original, masked } = pairOf(text, file, row);
      const report = await at({ file, row }, () =>
        lintMasked(kind, original, masked, options.profile, options.region ?? 'CN'),
      );
      pairs++;
      if (!report.ok) broken++;
      for (const finding of report.findings)
        await printFinding(session, { file, row, column: finding.start + 1 }, finding, options);
    }
  }
  session.say('lint.total', { pairs, broken });
  return broken === 0 ? exitCodes.ok : exitCodes.data;
}

async function lintNames(session: Session, names: readonly string[], options: LintCommandOptions): Promise<ExitCode> {
  const unknown = names.find((name) => !Object.hasOwn(policies, name));
  if (unknown !== undefined) throw usage('ERR_POLICY_NAME', { name: unknown, names: Object.keys(policies).join(', ') });
  const report = lintPolicies(names as readonly PolicyName[], options.profile);
  for (const finding of report.findings) await printFinding(session, { policies: names.join('+') }, finding, options);
  return report.ok ? exitCodes.ok : exitCodes.data;
}

const printFinding = (
  session: Session,
  place: Readonly<Record<string, string | number>>,
  finding: LintFinding,
  { json }: LintCommandOptions,
): Promise<void> => {
  const where = Object.values(place).join(':');
  const line = json ? JSON.stringify({ ...place, ...finding }) : `${where}\t${finding.rule}\t${finding.message}`;
  return session.print(`${line}\n`);
};

interface Pair {
  readonly kind: LintKind;
  readonly original: string;
  readonly masked: string;
}

const parts = ['kind', 'original', 'masked'] as const;
const kinds: readonly string[] = ['name', 'phone', 'address', 'idNumber', 'email', 'account', 'bankCard', 'plate'];

/** `kind ⇥ original ⇥ masked`, or an object with these keys. */
function pairOf(text: string, file: string, row: number): Pair {
  const value = text.startsWith('{') ? parseJson(text, file, row) : fromColumns(text);
  const pair = value as Partial<Record<(typeof parts)[number], unknown>>;
  const missing = parts.find((part) => typeof pair[part] !== 'string');
  if (missing !== undefined) throw new Problem('ERR_LINT_PAIR', { part: missing }, { file, row });
  if (!kinds.includes(pair.kind as string))
    throw new Problem('ERR_LINT_KIND', { kinds: kinds.join(', ') }, { file, row });
  return pair as Pair;
}

function fromColumns(text: string): Record<string, string | undefined> {
  const [kind, original, masked, ...more] = text.split('\t');
  return more.length > 0 ? {} : { kind, original, masked };
}
