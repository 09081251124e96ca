const maxMagnitude = 40;

/**
 * e to the power of `x`, with `x` limited to ±40. Made of + - * / alone: `Math.exp` may differ in the last bit from one engine
 * to the next, and both the training and its results are the same to the byte everywhere.
 */
export function exponential(x: number): number {
  const limited = Math.max(-maxMagnitude, Math.min(maxMagnitude, x));
  const doublings = Math.floor(limited / Math.LN2 + 0.5);
  const rest = limited - doublings * Math.LN2;
  // Taylor series; |rest| is below 0.35, so eight terms are good for 10 digits.
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 8; n++) {
    term = (term * rest) / n;
    sum += term;
  }
  return doublings < 0 ? sum / 2 ** -doublings : sum * 2 ** doublings;
}
