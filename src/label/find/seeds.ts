const digitZero = 0x30;

/** Digits of a seed: five side by side are worth reading. */
export const seedDigits = 5;
const seedLimit = 10 ** seedDigits;

/** Every five digits side by side from `start` to `end`, as one number, and where they begin. */
export function eachSeed(text: string, start: number, end: number, use: (seed: number, at: number) => void): void {
  let seed = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - digitZero;
    const isOne = digit >= 0 && digit <= 9;
    digits = isOne ? digits + 1 : 0;
    seed = isOne ? (seed * 10 + digit) % seedLimit : 0;
    if (digits >= seedDigits) use(seed, at + 1 - seedDigits);
  }
}

/** Where each five digits of a number stand, by the number that they are. */
export function seedsOf(text: string): ReadonlyMap<number, readonly number[]> {
  const seeds = new Map<number, number[]>();
  eachSeed(text, 0, text.length, (seed, from) => {
    const known = seeds.get(seed);
    if (known === undefined) seeds.set(seed, [from]);
    else known.push(from);
  });
  return seeds;
}
