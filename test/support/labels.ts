// Labels of carriers, which are not part of the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/data/labels/', import.meta.url));

/** The carriers' labels by file name; none where the folder is not there. */
export const carrierLabels: readonly (readonly [string, Uint8Array])[] = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.zpl'))
      .map((name) => [name, new Uint8Array(readFileSync(folder + name))])
  : [];

/** Why nothing is tested where the folder is not there. */
export const noCarrierLabels = '../shared/data/labels is not here: no label of a carrier was tested';

const hanzi: Readonly<Record<string, string>> = {
  张: 'd5c5',
  三: 'c8fd',
  丰: 'b7e1',
  收: 'cad5',
  件: 'bcfe',
  人: 'c8cb',
  李: 'c0ee',
  雷: 'c0d7',
  海: 'baa3',
  德: 'b5c2',
  道: 'b5c0',
  号: 'bac5',
  天: 'ccec',
  利: 'c0fb',
  名: 'c3fb',
  城: 'b3c7',
  栋: 'b6b0',
  单: 'b5a5',
  元: 'd4aa',
  室: 'cad2',
  深: 'c9ee',
  圳: 'dbda',
  市: 'cad0',
  南: 'c4cf',
  山: 'c9bd',
  区: 'c7f8',
  备: 'b1b8',
  注: 'd7a2',
  重: 'd6d8',
  量: 'c1bf',
  '：': 'a3ba',
  '１': 'a3b1',
  '３': 'a3b3',
  '８': 'a3b8',
};

/** GBK of the few characters that the tests write; anything else in ASCII. */
export function gbk(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const pair = hanzi[character];
    if (pair !== undefined) bytes.push(Number.parseInt(pair.slice(0, 2), 16), Number.parseInt(pair.slice(2), 16));
    else if (character < '\u0080') bytes.push(character.charCodeAt(0));
    else throw new Error(`no GBK for U+${character.codePointAt(0)?.toString(16)}`);
  }
  return Uint8Array.from(bytes);
}
