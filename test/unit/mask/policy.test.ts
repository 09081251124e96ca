import { describe, expect, it } from 'vitest';
import { createMasker, maskName, maskPhone, type Policy, policies } from 'waybill-privacy';
import { codeOf, shownBy, thrownBy } from '../../support/thrown.ts';

const label = policies.label;
const withPhone = (mobilePrefixDigits: number, suffixDigits: number): Policy => ({
  ...label,
  phone: { visible: 'edges', mobilePrefixDigits, suffixDigits },
});

const hideAllBut = (shown: string): readonly string[] => label.address.hide.filter((role) => role !== shown);

describe('policies', () => {
  it('are frozen all through and named like their keys', () => {
    for (const [name, policy] of Object.entries(policies)) expect(policy.name).toBe(name);
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(policies)).toBe(true);
  });

  it.each(['Label', 'publc', '', 'toString', '__proto__', 'constructor'])('unknown name %j', (policy) => {
    expect(codeOf(() => createMasker(policy as 'label'))).toBe('ERR_POLICY');
    expect(codeOf(() => maskName('张三', { policy: policy as 'label' }))).toBe('ERR_POLICY');
  });

  it('does not repeat an unknown name, which may be a value in the wrong place', () => {
    expect(shownBy(thrownBy(() => createMasker('喻晓刚' as 'label')))).not.toContain('喻');
  });
});

describe('a policy of the caller', () => {
  it.each<[string, Policy, string]>([
    ['all hidden', withPhone(0, 0), '***********'],
    ['last two', withPhone(0, 2), '*********78'],
    ['last four', withPhone(0, 4), '*******5678'],
    ['first three', withPhone(3, 0), '138********'],
    ['one and four', withPhone(1, 4), '1******5678'],
  ])('phone: %s', (_, policy, masked) => {
    expect(createMasker(policy).phone('13812345678')).toBe(masked);
  });

  it('hides short numbers whole when the rest would be under six digits', () => {
    expect(createMasker(withPhone(0, 4)).phone('88886666')).toBe('******');
    expect(createMasker(withPhone(0, 2)).phone('88886666')).toBe('******66');
  });

  it.each([
    ['family', '欧阳**'],
    ['initial', '欧**'],
    ['nothing', '**'],
  ] as const)('name: %s', (visible, masked) => {
    expect(createMasker({ ...label, person: { visible } }).name('欧阳娜娜')).toBe(masked);
  });

  it('shows no organisation where it shows nothing', () => {
    const masker = createMasker({ ...label, person: { visible: 'nothing' } });
    expect(masker.name('云禾有限公司')).toBe('**');
    expect(masker.name('阿依古丽·买买提')).toBe('**');
    expect(masker.text('收件人：张三')).toBe('收件人：**');
  });

  it('address: hides building and door where it says so', () => {
    const hide = [...label.address.hide, 'building', 'door'] as const;
    expect(createMasker({ ...label, address: { hide } }).address('栖柏路12号3栋501室')).toBe('栖柏路**号**栋**室');
  });

  it.each<[string, unknown]>([
    ['7 digits shown', withPhone(3, 4)],
    ['6 digits shown', withPhone(2, 4)],
    ['a prefix of 8', withPhone(8, 0)],
    ['a suffix of 5', withPhone(0, 5)],
    ['a negative prefix', withPhone(-1, 0)],
    ['half a digit', withPhone(0, 1.5)],
    ['NaN', withPhone(Number.NaN, 0)],
    ['Infinity', withPhone(0, Number.POSITIVE_INFINITY)],
    ['digits as text', withPhone('3' as unknown as number, 2)],
    ['no prefix', { ...label, phone: { visible: 'edges', suffixDigits: 2 } }],
    ['no visibility of the phone', { ...label, phone: { mobilePrefixDigits: 3, suffixDigits: 2 } }],
    ['5 digits hidden at the end', { ...label, phone: { visible: 'all-but-last', hiddenDigits: 5 } }],
    ['9 digits hidden at the end', { ...label, phone: { visible: 'all-but-last', hiddenDigits: 9 } }],
    ['all of a phone', { ...label, phone: { visible: 'all' } }],
    ['identity data shown', { ...label, identity: 'partial' }],
    ['no word on identity data', { ...label, identity: undefined }],
    ['an unknown profile', { ...label, profile: 'eu' }],
    ['an unknown rule acknowledged', { ...label, acknowledge: ['C4'] }],
    ['another rule acknowledged', { ...withPhone(3, 4), acknowledge: ['C1'] }],
    ['an unknown visibility', { ...label, person: { visible: 'most' } }],
    ['the whole name', { ...label, person: { visible: 'all' } }],
    ...label.address.hide.map((role): [string, unknown] => [
      `${role} shown`,
      { ...label, address: { hide: hideAllBut(role) } },
    ]),
    ['nothing hidden', { ...label, address: { hide: [] } }],
    ['an unknown role', { ...label, address: { hide: [...label.address.hide, 'road'] } }],
    ['roles as text', { ...label, address: { hide: 'unit floor room phone note' } }],
  ])('ERR_POLICY for %s', (_, policy) => {
    expect(codeOf(() => createMasker(policy as Policy))).toBe('ERR_POLICY');
    expect(codeOf(() => maskPhone('13812345678', { policy: policy as Policy }))).toBe('ERR_POLICY');
  });

  it.each<[string, unknown]>([
    ['an unknown key', { ...label, id: 1 }],
    ['an unknown key of person', { ...label, person: { visible: 'family', title: true } }],
    ['an unknown key of phone', { ...label, phone: { ...label.phone, prefixDigits: 3 } }],
    ['an unknown key of address', { ...label, address: { ...label.address, show: ['room'] } }],
    ['no name', { ...label, name: undefined }],
    ['no person', { ...label, person: undefined }],
    ['no phone', { ...label, phone: null }],
    ['no address', { ...label, address: [] }],
    ['a number', 7],
    ['an array', [label]],
  ])('TypeError for %s', (_, policy) => {
    expect(() => createMasker(policy as Policy)).toThrow(TypeError);
  });

  it('may break a rule that it acknowledges', () => {
    const policy: Policy = { ...withPhone(3, 4), acknowledge: ['C2'] };
    expect(createMasker(policy).name('张三')).toBe('张**');
    const all: Policy = { ...label, person: { visible: 'all' }, acknowledge: ['C1'] };
    expect(createMasker(all).name('张三')).toBe('张三');
    expect(createMasker(all).phone('13812345678')).toBe('138******78');
  });

  it('must hide the floor: unit, floor, room, phone and note', () => {
    expect(label.address.hide).toEqual(expect.arrayContaining(['unit', 'floor', 'room', 'phone', 'note']));
  });

  it('was checked once: later changes to it show nothing', () => {
    const phone = { visible: 'edges' as const, mobilePrefixDigits: 3, suffixDigits: 2 };
    const hide = [...label.address.hide];
    const masker = createMasker({ ...label, phone, address: { hide } });
    phone.suffixDigits = 8;
    hide.length = 0;
    expect(masker.address('3栋501室')).toBe('3栋**室');
    expect(masker.phone('13812345678')).toBe('138******78');
  });
});

describe('a policy that acknowledges to hide fewer than six digits', () => {
  const classic: Policy = { ...withPhone(3, 4), acknowledge: ['C2'] };

  it.each([
    ['13812345678', '138****5678'],
    ['138 1234 5678', '138****5678'],
    ['０138', '******'],
    ['0571-88886666', '0571-****6666'],
    ['(0571)88886666', '0571-****6666'],
  ])('%s becomes %s, and stays so', (phone, masked) => {
    const masker = createMasker(classic);
    expect(masker.phone(phone)).toBe(masked);
    expect(masker.phone(masked)).toBe(masked);
  });
});
