import { findRegion, type RegionLevel, regionLevels } from '../detect/region/index.ts';
import type { Masked } from '../types.ts';
import { type HiddenRange, hideWhole, type MaskInspection } from './hidden.ts';
import { type MaskPlan, translateGlyph } from './plan.ts';

/**
 * Keeps the region of an address down to a level and hides the rest behind a mask of constant width. Where the level is not
 * typed, the finest one above it ends what stays; an address without any is hidden whole.
 */
export function keepRegion(input: string, plan: MaskPlan, finest: RegionLevel): MaskInspection {
  const region = findRegion(translateGlyph(input, plan));
  const kept = regionLevels.slice(0, regionLevels.indexOf(finest) + 1).flatMap((level) => region[level] ?? []);
  const end = kept.at(-1)?.end;
  if (end === undefined) return hideWhole(input, plan.hidden, `no region down to the ${finest} at the start`);
  const why = `only the region down to the ${finest} stays`;
  const hide = (from: number, to: number): HiddenRange[] =>
    from < to ? [{ start: from, end: to, role: 'other', why }] : [];
  const hidden = [...hide(0, region.start), ...hide(end, input.length)];
  const before = region.start > 0 ? plan.hidden : '';
  return { masked: (before + input.slice(region.start, end) + plan.hidden) as Masked, hidden };
}
