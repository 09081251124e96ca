import { createMasker } from 'waybill-privacy/mask';
import { createRandom } from '../scripts/orders/random.ts';
import { regions } from '../scripts/orders/regions.ts';
import { makeRemark, type RemarkKind, remarkShares } from '../scripts/orders/remarks.ts';
import { readRemarks } from './accuracy/remarks.ts';
import { inTurn, printProfile } from './profile.ts';
import { measure, printMeasured } from './rounds.ts';

const batchBytes = 1_000_000;
const floor = 'JSON.stringify';

/** Remarks of buyers and shops, 1 MB of UTF-8: those written by hand and made ones in turn, three in five without a finding. */
function remarkBatch(): string[] {
  const written = readRemarks();
  const random = createRandom(20_261_126);
  const kinds = Object.entries(remarkShares).flatMap(([kind, share]) =>
    kind === 'none' ? [] : new Array<RemarkKind>(share).fill(kind as RemarkKind),
  );
  const batch: string[] = [];
  for (let bytes = 0, i = 0; bytes < batchBytes; i++) {
    const text =
      i % 2 === 0
        ? (written[(i / 2) % written.length]?.text ?? '')
        : makeRemark(random, random.pick(kinds), random.pick(regions)).text;
    batch.push(text);
    bytes += Buffer.byteLength(text);
  }
  return batch;
}

/** Masks free text beside writing it as JSON: one call a remark, since that is how orders hold them. */
export async function textPeers(): Promise<void> {
  const batch = remarkBatch();
  const masker = createMasker('label');
  const isSame = batch.map((text) => masker.text(text) === text);
  const harmless = batch.filter((_, i) => isSame[i]);
  const telling = batch.filter((_, i) => !isSame[i]);
  for (const [title, texts] of [
    ['mask 1 MB of remarks', batch],
    ['remarks without a finding', harmless],
    ['remarks with findings', telling],
  ] as const) {
    const kilobytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1000;
    const contenders = [
      { name: floor, run: () => texts.map((text) => JSON.stringify(text)) },
      { name: 'masker.text', run: () => texts.map((text) => masker.text(text)) },
    ];
    printMeasured(title, 'kB of UTF-8', [floor], await measure(contenders, [floor], kilobytes));
  }
  const nextText = inTurn(batch);
  await printProfile('masker.text of a remark', () => masker.text(nextText()));
}
