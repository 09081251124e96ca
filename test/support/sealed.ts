import type { Preset } from '../../src/platform/index.ts';
import type { FieldKind } from '../../src/types.ts';

/** Invented orders; the number makes each of them different. */
export const orderOf = (n: number) => ({
  id: `A${n}`,
  recipient: {
    name: '张小明',
    phone: `138123456${String(n % 100).padStart(2, '0')}`,
    address: `浙江省杭州市西湖区云锦路${n}号3幢2单元501室`,
  },
  sender: { phone: '02087654321' },
  remark: '放门口，王姐代收',
  items: [{ sku: 'S-1', count: n }],
});

/** The presets that the three parties exchange orders of. */
export const partyPresets = ['taobao.trade', 'pdd.order', 'douyin.order', 'jd.order', 'kuaishou.order'] as const;

/** Where a preset has names, phones and addresses in the clear or in place. */
export function privatePaths(preset: Preset): Record<'names' | 'phones' | 'addresses', readonly string[]> {
  const of = (kind: FieldKind): readonly string[] =>
    preset.fields.filter((field) => field.kind === kind && field.form === 'value').map(({ path }) => path);
  return { names: of('name'), phones: of('phone'), addresses: of('address') };
}

const values = {
  names: (n: number) => `${'赵钱孙李周吴郑王'[n % 8]}小${'明红华芳'[n % 4]}`,
  phones: (n: number) => `1${3 + (n % 7)}9${String((n * 7_654_321) % 100_000_000).padStart(8, '0')}`,
  addresses: (n: number) => `浙江省杭州市西湖区云锦路${n + 1}号${(n % 30) + 1}幢${(n % 4) + 1}单元${100 + (n % 900)}室`,
};

/** An order with every name, phone and address of a preset in the clear, for its number. */
export function partyOrder(preset: Preset, n: number): { order: object; texts: ReadonlyMap<string, string> } {
  const order: Record<string, unknown> = {};
  const texts = new Map<string, string>();
  for (const [kind, paths] of Object.entries(privatePaths(preset)) as [keyof typeof values, readonly string[]][]) {
    for (const [i, path] of paths.entries()) {
      const text = values[kind](n * 31 + i);
      set(order, path, text);
      texts.set(path, text);
    }
  }
  return { order, texts };
}

export function* ordersOf(preset: Preset, count: number): Generator<object> {
  for (let n = 0; n < count; n++) yield partyOrder(preset, n).order;
}

/** The value at a path; a list has one element. */
export function valueAt(order: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (node, step) =>
        (node as Record<string, unknown> | undefined)?.[step.replace('[]', '')] &&
        (step.endsWith('[]')
          ? ((node as Record<string, unknown[]>)[step.slice(0, -2)] as unknown[])[0]
          : (node as Record<string, unknown>)[step]),
      order,
    );
}

function set(root: Record<string, unknown>, path: string, text: string): void {
  const steps = path.split('.');
  let node = root;
  for (const step of steps.slice(0, -1)) {
    const key = step.replace('[]', '');
    const next: Record<string, unknown> =
      ((step.endsWith('[]') ? (node[key] as unknown[] | undefined)?.[0] : node[key]) as
        | Record<string, unknown>
        | undefined) ?? {};
    node[key] ??= step.endsWith('[]') ? [next] : next;
    node = next;
  }
  node[steps.at(-1) as string] = text;
}
