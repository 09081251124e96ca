import { type Catalogue, en, type MessageKey } from './en.ts';
import { zh } from './zh.ts';

export type { MessageKey } from './en.ts';

/** Languages that the program speaks. */
export type Language = 'en' | 'zh';
/** What stands in the braces of a message. */
export type Values = Readonly<Record<string, string | number>>;

export const catalogues: Readonly<Record<Language, Catalogue>> = { en, zh };

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key);

/** A message with its braces filled. */
export function message(language: Language, key: MessageKey, values: Values = {}): string {
  return catalogues[language][key].replaceAll(/\{(\w+)\}/gu, (braces, name: string) => String(values[name] ?? braces));
}

/** The language of a call: `--lang`, else that of the environment (POSIX: LC_ALL, LC_MESSAGES, LANG), else English. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const at = argv.findLastIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const asked = argv[at]?.split('=')[1] ?? (at >= 0 ? argv[at + 1] : undefined);
  const locale = asked ?? [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value) ?? '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
