import type { PlaceClass } from './places.ts';
import type { NumberRole, NumberToken } from './tokens.ts';

/** How deep an address has come: the numbers that follow are at least as deep. */
export const depths = { nothing: 0, door: 1, building: 2, unit: 3, floor: 4, room: 5 } as const;

/** How deep a number of a role leads. */
export function depthOf(role: NumberRole): number {
  switch (role) {
    case 'other':
      return depths.nothing;
    case 'door':
    case 'village-door':
      return depths.door;
    case 'building':
      return depths.building;
    case 'unit':
      return depths.unit;
    case 'floor':
      return depths.floor;
    case 'room':
      return depths.room;
  }
}

/** What has been read of an address so far. */
export interface State {
  depth: number;
  /** Where stalls begin; the length of the text where it has none. */
  readonly marketEnd: number;
  hasRoad: boolean;
}

/** A role, and what else the number may be as far as its words tell. */
export type Verdict = readonly [role: NumberRole, alternative?: NumberRole];

export const isInMarket = ({ start }: NumberToken, state: State): boolean => start >= state.marketEnd;

/** Whether numbers behind a place are doors of a road. */
export const isOnRoad = (place: PlaceClass | 'none'): boolean => place === 'road' || place === 'lane';

/** Whether buildings have numbers there. */
export const isGrounds = (place: PlaceClass | 'none'): boolean => place === 'estate' || place === 'park';

/** Numbers of doors have at most as many digits, but on a long road. */
export const maxDoorDigits = 4;
