// What every platform's file must pass: presets and forms. Run by test/unit/platform/contract.test.ts for each platform.
import { describe, expect, it } from 'vitest';
import { type Platform, type Preset, type Recognition, recognize } from 'waybill-privacy';
import { parsePath } from '../../src/paths.ts';

/** One form of a platform and how to make values of it. */
export interface FormCase {
  readonly name: string;
  readonly make: () => string;
  /** What must be said of every value, besides the platform. */
  readonly expected: Partial<Recognition>;
}

/** The forms of a platform's values under the contract. */
export interface FormsCase {
  readonly platform: Platform;
  readonly forms: readonly FormCase[];
  /** Values that look like its forms and are not. */
  readonly decoys: readonly string[];
}

/** A platform under the contract. */
export interface PlatformCase extends Omit<FormsCase, 'platform'> {
  readonly preset: Preset;
}

/** Values tried of each form. */
const valuesPerForm = 250;

export function platformContract({ preset, forms, decoys }: PlatformCase): void {
  describe(`${preset.name}: preset`, () => {
    it('names its platform and begins with it', () => {
      expect(preset.name.split('.')[0]).toBe(preset.platform);
      expect(Object.isFrozen(preset)).toBe(true);
    });

    it('has ids from 1 to 255, each once', () => {
      const ids = preset.fields.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.every((id) => Number.isInteger(id) && id >= 1 && id <= 255)).toBe(true);
    });

    it('has paths that can be read, each once', () => {
      const paths = preset.fields.map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      const others = [...(preset.region ?? []), ...(preset.mergeIds ?? []), ...(preset.indexes ?? [])];
      for (const path of [...paths, ...others, preset.recordId]) expect(parsePath(path).text).toBe(path);
      for (const path of [...others, preset.recordId]) expect(paths).not.toContain(path);
    });

    it('has a recipient with name, phone and address', () => {
      const kinds = preset.fields.filter(({ role }) => role === 'recipient').map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['name', 'phone', 'address']));
    });

    it('gives its fields to the schema, and keeps indexes', () => {
      for (const { path, id, kind } of preset.fields)
        expect(preset.schema.fields.get(path)).toMatchObject({ id, kind });
      expect(preset.schema.fields.size).toBe(preset.fields.length);
      expect(preset.schema.ifProtected).toBe('keep');
      for (const index of preset.indexes ?? []) {
        expect(preset.schema.rules.find(({ path }) => path.text === index)?.rule).toEqual({ action: 'keep' });
      }
    });

    it('declares virtual numbers only for phones and opaque companions that it has', () => {
      for (const phone of preset.virtualNumber?.phones ?? []) {
        expect(['phone', 'opaque']).toContain(preset.fields.find(({ path }) => path === phone)?.kind);
      }
    });
  });

  formsContract({ platform: preset.platform as Platform, forms, decoys });
}

export function formsContract({ platform, forms, decoys }: FormsCase): void {
  describe(`${platform}: forms`, () => {
    it.each(forms.map((form) => [form.name, form] as const))('%s', (_, { make, expected }) => {
      const seen = new Set<string>();
      for (let i = 0; i < valuesPerForm; i++) {
        const value = make();
        seen.add(value);
        for (const spelled of [value, ` ${value}\n`]) {
          expect(recognize(spelled), value).toMatchObject({ ...expected, platform });
        }
        expect(recognize(value).confidence).toBeGreaterThanOrEqual(0.5);
      }
      expect(seen.size).toBeGreaterThanOrEqual(200);
    });

    it.each(forms.map((form) => [form.name, form] as const))(
      '%s without its last character',
      (_, { make, expected }) => {
        for (let i = 0; i < valuesPerForm && expected.kind === 'ciphertext'; i++) {
          const value = make();
          expect(recognize(value.slice(0, -1)).kind, value).not.toBe('plain');
        }
      },
    );

    it.each(decoys)('decoy %j', (decoy) => {
      expect(recognize(decoy).kind).not.toBe('ciphertext');
      expect(recognize(decoy).kind).not.toBe('virtual-number');
    });
  });
}
