/** What a name of the chain is: 省级, 地级, 县级, 乡级. */
export type RegionLevel = 'province' | 'city' | 'district' | 'street';

/** From coarse to fine. */
export const regionLevels: readonly RegionLevel[] = ['province', 'city', 'district', 'street'];

/** A name found at an offset. */
export interface Name {
  /** Offset after it. */
  readonly end: number;
  /** The name without its suffix; says whether two copies are the same. */
  readonly stem: string;
  /** Whether a suffix says that it is one, and not only its place. */
  readonly hasSuffix: boolean;
}

/** What has been read to the left: names are told by their place. */
export interface Place {
  /** The province, typed or of the city. */
  readonly province: string | undefined;
  /** The finest level so far. */
  readonly level: RegionLevel | undefined;
}
