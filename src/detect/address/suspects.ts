import type { NumberRole } from './grammar.ts';
import type { TaggedRoles } from './tagger.ts';

/** The roles in the order in which a tagger gives their probabilities. */
export const taggedRoles: TaggedRoles = ['other', 'door', 'building', 'unit', 'floor', 'room'];

/**
 * How likely a number must be one that is hidden before it counts as one, by level. `balanced` keeps what logistics needs,
 * `strict` would rather hide a gate than show a flat. Tuned on invented addresses that no weight was learned from.
 */
export const suspicion: Readonly<Record<'balanced' | 'strict', number>> = { balanced: 0.1, strict: 0.02 };

/**
 * Where a grammar's role would show a number, the likeliest hidden role instead if a tagger suspects one: what either of
 * them holds for hidden is hidden.
 *
 * @param roles - The grammar's, one for each number.
 * @param probabilities - Six for each number, in the order of {@link taggedRoles}.
 * @param hidden - The roles that a policy hides.
 * @param threshold - The sum of their probabilities above which a number counts as suspect, between 0 and 1.
 * @returns the roles, in the order of the numbers.
 */
export function withSuspects(
  roles: readonly NumberRole[],
  probabilities: ArrayLike<number>,
  hidden: ReadonlySet<NumberRole>,
  threshold: number,
): NumberRole[] {
  return roles.map((role, i) => {
    if (hidden.has(role)) return role;
    let sum = 0;
    let likeliest: NumberRole | undefined;
    let highest = 0;
    for (let k = 0; k < taggedRoles.length; k++) {
      const candidate = taggedRoles[k] as NumberRole;
      if (!hidden.has(candidate)) continue;
      const probability = probabilities[i * taggedRoles.length + k] ?? 1;
      sum += probability;
      if (likeliest === undefined || probability > highest) {
        highest = probability;
        likeliest = candidate;
      }
    }
    // Not `sum > threshold`: what is no number hides as well.
    return sum <= threshold ? role : (likeliest ?? role);
  });
}
