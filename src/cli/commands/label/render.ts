import { join } from 'node:path';
import type { BwipJs, LabelTemplateName, MissingGlyph, RenderOrder, RenderZplOptions } from '../../../label/index.ts';
import { renderLabel, renderZpl } from '../../../label/index.ts';
import type { PolicyName } from '../../../mask/policy.ts';
import { type JsonDocument, readDocuments } from '../../documents.ts';
import type { Encoding } from '../../input.ts';
import { isFolder } from '../../labels/labelFiles.ts';
import { withOutput } from '../../output.ts';
import { at, type ExitCode, exitCodes, usage } from '../../problem.ts';
import type { Session } from '../../session.ts';

export interface LabelRenderOptions {
  readonly template: LabelTemplateName;
  readonly svg?: boolean;
  readonly zpl?: boolean;
  readonly policy?: PolicyName;
  readonly dpi: '203' | '300' | '600';
  readonly encoding?: Encoding;
  readonly out?: string;
  readonly dryRun?: boolean;
}

/** Renders orders as labels. One is a document; several are ZPL one after another, or files in a folder. */
export async function renderLabels(session: Session, file: string, options: LabelRenderOptions): Promise<ExitCode> {
  const { template, policy, out, dryRun } = options;
  const isSvg = options.svg ?? (options.zpl !== true && out !== undefined && /\.svg$/iu.test(out));
  const bwipjs = isSvg ? await loadBwipJs() : undefined;
  const zplOptions: RenderZplOptions = { dpi: Number(options.dpi) as 203 | 300 | 600, ...(policy && { policy }) };
  const orders = await readDocuments(session, file, options.encoding);
  const isInFolder = out !== undefined && (await isFolder(session, out));
  if (isSvg && orders.length !== 1 && !isInFolder) throw usage('ERR_NO_FOLDER', { option: '--out' }, { file: out });

  const names = new Set<string>();
  let missing = 0;
  const rendered = async ({ value, row }: JsonDocument): Promise<{ text: string; name: string }> => {
    const place = { file, row };
    const order = orderOf(value);
    const result = await at(place, () => {
      if (bwipjs !== undefined) return renderLabel(order, template, { ...zplOptions, bwipjs });
      return { ...renderZpl(order, template, zplOptions), svg: undefined };
    });
    missing += result.missingGlyphs.length;
    for (const glyph of result.missingGlyphs) sayMissing(session, place, glyph);
    // Letters, digits and hyphens: `renderZpl` has seen to it.
    return { text: result.svg ?? result.zpl, name: `${order.trackingNumber}.${isSvg ? 'svg' : 'zpl'}` };
  };

  if (isInFolder) {
    for (const document of orders) {
      const { text, name } = await rendered(document);
      if (names.has(name)) throw usage('ERR_SAME_NAME', {}, { file: name });
      names.add(name);
      await withOutput(session, { file: join(out, name), dryRun }, (write) => write(text));
    }
  } else {
    await withOutput(session, { file: out, dryRun }, async (write) => {
      for (const document of orders) await write(lineEnded((await rendered(document)).text));
    });
  }
  session.say('label.rendered', { labels: orders.length, missing });
  return missing === 0 ? exitCodes.ok : exitCodes.data;
}

const lineEnded = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** An optional peer dependency. */
async function loadBwipJs(): Promise<BwipJs> {
  try {
    return await import('bwip-js/node');
  } catch {
    throw usage('ERR_NO_BWIP');
  }
}

/** JSON has no dates. What is no date stays, to be refused. */
function orderOf(value: unknown): RenderOrder {
  const order = { ...(value as RenderOrder) };
  for (const role of ['recipient', 'sender'] as const) {
    const party = order[role];
    const virtual: unknown = party?.virtualNumber;
    if (party === undefined || typeof virtual !== 'object' || virtual === null) continue;
    const { validUntil } = virtual as { validUntil?: unknown };
    if (typeof validUntil !== 'string' || !withZone.test(validUntil)) continue;
    order[role] = { ...party, virtualNumber: { ...virtual, validUntil: new Date(validUntil) } } as typeof party;
  }
  return order;
}

// Without a zone it would be another moment on another computer.
const withZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/u;

function sayMissing(
  session: Session,
  { file, row }: { file: string; row: number | undefined },
  glyph: MissingGlyph,
): void {
  const codePoint = glyph.codePoint.toString(16).toUpperCase().padStart(4, '0');
  session.say('label.glyph', { place: row === undefined ? file : `${file}:${row}`, field: glyph.field, codePoint });
}
