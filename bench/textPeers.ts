import { createMasker } from 'waybill-privacy/mask';
import { createRandom } from '../scripts/orders/random.ts';
import { regions } from '../scripts/orders/regions.ts';
import { makeRemark, type RemarkKind, remarkShares } from '../scripts/orders/remarks.ts';
import { readRemarks } from './accuracy/remarks.ts';
import { inTurn, printProfile } from './profile.ts';
import type { Comparison } from './rounds.ts';

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

/** Free text beside writing it as JSON: one call a remark, since that is how orders hold them. */
export function textComparisons(): Comparison[] {
  const batch = remarkBatch();
  const masker = createMasker('label');
  const isSame = batch.map((text) => masker.text(text) === text);
  const comparison = (title: string, texts: readonly string[]): Comparison => ({
    title,
    unit: 'kB of UTF-8',
    itemsPerRun: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1000,
    bases: [floor],
    contenders: [
      { name: floor, run: () => texts.map((text) => JSON.stringify(text)) },
      { name: 'masker.text', run: () => texts.map((text) => masker.text(text)) },
    ],
  });
  return [
    comparison('mask 1 MB of remarks', batch),
    comparison(
      'remarks without a finding',
      batch.filter((_, i) => isSame[i]),
    ),
    comparison(
      'remarks with findings',
      batch.filter((_, i) => !isSame[i]),
    ),
  ];
}

/** Where the time of a remark goes. */
export async function profileText(): Promise<void> {
  const masker = createMasker('label');
  const nextText = inTurn(remarkBatch());
  await printProfile('masker.text of a remark', () => masker.text(nextText()));
}
