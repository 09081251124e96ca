import { definePreset, type Preset, presets } from 'waybill-privacy';

/** A whole waybill in one string, as people paste it: `{ "id": "…", "text": "…" }`. */
const text = definePreset({
  name: 'text',
  recordId: 'id',
  fields: [{ path: 'text', id: 1, role: 'recipient', kind: 'text', form: 'value' }],
});

/** Presets by the names of the command line. */
export const knownPresets: Readonly<Record<string, Preset>> = { ...presets, text };
