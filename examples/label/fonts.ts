import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const folders = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  join(homedir(), '.fonts'),
  join(homedir(), '.local/share/fonts'),
  '/System/Library/Fonts',
  '/Library/Fonts',
  'C:\\Windows\\Fonts',
];

// Regular and, where it is a file of its own, bold; the first family that is there is taken.
const families: readonly (readonly string[])[] = [
  ['NotoSansCJK-Regular.ttc', 'NotoSansCJK-Bold.ttc'],
  ['NotoSansCJKsc-Regular.otf', 'NotoSansCJKsc-Bold.otf'],
  ['NotoSansSC-Regular.otf', 'NotoSansSC-Bold.otf'],
  ['SourceHanSansSC-Regular.otf', 'SourceHanSansSC-Bold.otf'],
  ['msyh.ttc', 'msyhbd.ttc'],
  ['PingFang.ttc'],
  ['wqy-microhei.ttc'],
  ['wqy-zenhei.ttc'],
];
const maxDepth = 4;

/** Files of a font with hanzi in the usual places, the regular one first; empty where there is none. */
export function findHanziFont(): string[] {
  const files = new Map<string, string>();
  for (const folder of folders) collect(folder, files, 0);
  const family = families.find(([regular = '']) => files.has(regular)) ?? [];
  return family.flatMap((name) => files.get(name) ?? []);
}

function collect(folder: string, files: Map<string, string>, depth: number): void {
  if (depth > maxDepth || !existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) collect(path, files, depth + 1);
    else files.set(name, path);
  }
}
