import type { LabelOriginal } from '../../label/find/original.ts';
import { readDocuments } from '../documents.ts';
import { usage } from '../problem.ts';
import type { Session } from '../session.ts';

/** Whose labels they are, by the place of the label in the call. */
export type Originals = (index: number) => LabelOriginal | undefined;

/**
 * Reads `--original`: one order for all labels, or one for each in their order. It holds a person's data, so it comes from a file
 * or stdin and not from an argument.
 */
export async function readOriginals(session: Session, file: string | undefined, labels: number): Promise<Originals> {
  if (file === undefined) return () => undefined;
  const orders = (await readDocuments(session, file)).map(({ value }) => originalOf(value));
  if (orders.length !== 1 && orders.length !== labels) {
    throw usage('ERR_ORIGINALS', { orders: orders.length, labels }, { file });
  }
  return (index) => orders[orders.length === 1 ? 0 : index];
}

// What `label render` takes besides the people.
const ofOrder: readonly string[] = ['trackingNumber', 'routing', 'reference', 'carrier', 'service', 'items'];
const ofParty: readonly string[] = ['virtualNumber'];

/** The people of an order that `label render` takes. Other keys are kept for the library to refuse: a typo must not hide a person. */
function originalOf(order: unknown): LabelOriginal {
  const people = without(order, ofOrder) as Record<string, unknown>;
  if (typeof people !== 'object' || people === null) return people;
  for (const role of ['recipient', 'sender']) {
    if (Object.hasOwn(people, role)) people[role] = without(people[role], ofParty);
  }
  return people as LabelOriginal;
}

const without = (value: unknown, keys: readonly string[]): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
