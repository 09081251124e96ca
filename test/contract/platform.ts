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

/** Names under which presets stand where the platform is called otherwise, or is an integrator of several. */
const platformOf: Readonly<Record<string, string | undefined>> = { xhs: 'xiaohongshu', kuaidi100: undefined };

export function presetContract(preset: Preset): void {
  describe(`${preset.name}: preset`, () => {
    it('names its platform and begins with it', () => {
      const first = preset.name.split('.')[0] as string;
      expect(preset.platform).toBe(Object.hasOwn(platformOf, first) ? platformOf[first] : first);
      expect(Object.isFrozen(preset)).toBe(true);
    });

    it('has ids from 1 to 127, each once: those above are the users own', () => {
      const ids = preset.fields.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.every((id) => Number.isInteger(id) && id >= 1 && id <= 127)).toBe(true);
    });

    it('has paths that can be read, each once', () => {
      const paths = preset.fields.map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      const lists = [preset.region, preset.mergeIds, preset.indexes, preset.pseudonyms].flatMap((list) => list ?? []);
      const others = [...lists, preset.recordId, preset.created].filter((path): path is string => path !== undefined);
      for (const path of [...paths, ...others]) {
        expect(parsePath(path).text).toBe(path);
        expect(preset.paths.get(path)).toEqual(parsePath(path));
      }
      for (const path of others) expect(paths).not.toContain(path);
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
}

export function platformContract({ preset, forms, decoys }: PlatformCase): void {
  presetContract(preset);
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
