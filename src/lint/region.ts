import { findRegion, type RegionLevel } from '../detect/region/index.ts';
import type { Visible } from './align.ts';
import type { LintFinding } from './report.ts';

// A street is no routing key: carriers sort by the codes of the three levels above it.
const routed: readonly RegionLevel[] = ['province', 'city', 'district'];

/**
 * C5: parcels are sorted by province, city and district, so each is shown unchanged or hidden whole, and none is shown below
 * a hidden one: a mask that keeps the region down to a level, or hides the address whole, routes as far as it says.
 *
 * @param address - The original.
 * @param mask - Its mask.
 * @param visible - The mask laid over the original.
 * @param offset - Where `mask` stands in the masked value.
 */
export function lintRegion(address: string, mask: string, visible: Visible, offset: number): LintFinding[] {
  const region = findRegion(address);
  let hidden: RegionLevel | undefined;
  for (const level of routed) {
    const extent = region[level];
    if (extent === undefined) continue;
    const shown = visible.subarray(extent.start, extent.end);
    const isWhole = shown.every((at, i) => at >= 0 && mask[at] === address[extent.start + i]);
    if (isWhole && hidden === undefined) continue;
    const first = shown.find((at) => at >= 0);
    if (first === undefined) hidden ??= level;
    else {
      const start = first + offset;
      const end = Math.max(...shown) + offset + 1;
      const message = isWhole
        ? `the ${level} is shown, but not the ${hidden} above it`
        : `the ${level} is not shown as it was`;
      return [{ rule: 'C5', start, end, message }];
    }
  }
  return [];
}
