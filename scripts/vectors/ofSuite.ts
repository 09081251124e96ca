// Makers of vectors whose keyring belongs to another suite than the default.
import type { ReferenceFieldToken, ReferenceRecordToken } from '../../test/support/referenceToken.ts';
import { bad, good } from './fields.ts';
import { bad as badRecord, good as goodRecord } from './records.ts';
import { keyringOf } from './setting.ts';
import type { Vector } from './types.ts';

type Changes = Partial<Omit<Vector, 'name' | 'expect' | 'comment'>>;
type Edit = (token: string) => string;

export interface Makers {
  readonly keyring: Vector['keyring'];
  readonly opens: (
    vector: string,
    comment: string,
    path: string,
    value: string,
    making?: Partial<ReferenceFieldToken>,
  ) => Vector;
  readonly fails: (
    vector: string,
    comment: string,
    making: Partial<ReferenceFieldToken>,
    edit?: Edit,
    changes?: Changes,
  ) => Vector;
  readonly recordOpens: (vector: string, comment: string, making?: Partial<ReferenceRecordToken>) => Vector;
  readonly recordFails: (
    vector: string,
    comment: string,
    making: Partial<ReferenceRecordToken>,
    edit?: Edit,
    changes?: Changes,
  ) => Vector;
}

const unchanged: Edit = (token) => token;

export function makersOf(suite: Vector['keyring']['suite']): Makers {
  const keyring = { ...keyringOf(), suite };
  const edited = (made: Vector, edit: Edit): Vector => ({ ...made, token: edit(made.token ?? '') });
  return {
    keyring,
    opens: (vector, comment, path, value, making) =>
      good(vector, comment, path, value, { suite, ...making }, { keyring }),
    fails: (vector, comment, making, edit = unchanged, changes = {}) =>
      edited(bad(vector, comment, { suite, ...making }, { keyring, ...changes }), edit),
    recordOpens: (vector, comment, making) => goodRecord(vector, comment, { suite, ...making }, { keyring }),
    recordFails: (vector, comment, making, edit = unchanged, changes = {}) =>
      edited(badRecord(vector, comment, { suite, ...making }, { keyring, ...changes }), edit),
  };
}
