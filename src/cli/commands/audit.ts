import type { RevealEvent } from '../../audit/event.ts';
import { recordReferences, verifyAuditLog } from '../../audit/log.ts';
import { inputFiles, parseJson, readLines } from '../input.ts';
import { type KeyringOptions, openKeyring } from '../keyFiles.ts';
import { type ExitCode, exitCodes, usage } from '../problem.ts';
import type { Session } from '../session.ts';

export interface AuditVerifyOptions extends KeyringOptions {
  readonly json?: boolean;
  readonly anchor?: string;
}

/** Checks every line of an audit log. Prints the anchor that the next check can be given. */
export async function verifyAudit(session: Session, file: string, options: AuditVerifyOptions): Promise<ExitCode> {
  const anchor = options.anchor === undefined ? undefined : anchorOf(options.anchor);
  const keyring = await openKeyring(session, options);
  const { lines, problems, mac } = await verifyAuditLog(textsOf(session, file), { keyring, ...(anchor && { anchor }) });
  if (options.json) await session.print(`${JSON.stringify({ lines, problems, mac })}\n`);
  else {
    for (const { line, why } of problems) await session.print(`${file}:${line}\t${why}\n`);
    if (mac !== undefined && problems.length === 0) await session.print(`${lines}:${mac}\n`);
  }
  session.say('audit.total', { lines, problems: problems.length });
  return problems.length === 0 ? exitCodes.ok : exitCodes.data;
}

async function* textsOf(session: Session, file: string): AsyncGenerator<string> {
  for await (const { text } of readLines(session, file, 'utf-8')) yield text;
}

/** `LINES:MAC`, as a check printed it. */
function anchorOf(text: string): { lines: number; mac: string } {
  const [, lines, mac] = /^(\d{1,15}):([\w-]{43})$/u.exec(text) ?? [];
  if (lines === undefined || mac === undefined) throw usage('ERR_ANCHOR');
  return { lines: Number(lines), mac };
}

export interface AuditListOptions extends KeyringOptions {
  readonly json?: boolean;
  readonly actor?: string;
  readonly purpose?: string;
  readonly field?: string;
  readonly outcome?: string;
  readonly since?: string;
  readonly until?: string;
  readonly record?: string;
}

type Event = RevealEvent & { readonly seq: number; readonly time: string };

/** Lists events. An order is named in the log by a MAC, so asking for one needs the keyring. */
export async function listAudit(session: Session, files: readonly string[], options: AuditListOptions): Promise<void> {
  const isWanted = await filterOf(session, options);
  let [shown, all] = [0, 0];
  for await (const file of inputFiles(session, files)) {
    for await (const { text, row } of readLines(session, file, 'utf-8')) {
      const event = parseJson(text, file, row) as Event;
      all++;
      if (!isWanted(event)) continue;
      shown++;
      const { time, outcome, actor, purpose, field, reason, code } = event;
      const line = options.json
        ? text
        : [time, outcome, actor, purpose, field || '-', reason ?? code ?? '-'].join('\t');
      await session.print(`${line}\n`);
    }
  }
  session.say('audit.listed', { shown, all });
}

async function filterOf(session: Session, options: AuditListOptions): Promise<(event: Event) => boolean> {
  const { actor, purpose, field, outcome, since, until, record } = options;
  const references = record === undefined ? undefined : recordReferences(await openKeyring(session, options), record);
  return (event) =>
    (actor === undefined || event.actor === actor) &&
    (purpose === undefined || event.purpose === purpose) &&
    (field === undefined || event.field === field) &&
    (outcome === undefined || event.outcome === outcome) &&
    // ISO 8601 in UTC: as texts they stand in the order of time; a day alone stands before its hours.
    (since === undefined || event.time >= since) &&
    (until === undefined || event.time < until) &&
    (references === undefined || references.includes(event.record));
}
