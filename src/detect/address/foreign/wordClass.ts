/**
 * What the number beside a word is.
 *
 * `room`, `floor`, `unit`, `building`: of that role, behind the word or, floors, before it. `above`: a floor, before the word
 * only (2. OG). `box`: a post box, which is one person's. `house`: a door, or a room once a door was named. `number`: no word
 * of its own (No., nr). `road`, `lead`: part of a road; `lead` words open the road's name (rue, calle). `keep`: part of a
 * region (sector, ward). `city`: one with short postcodes or numbered districts (Dublin 4, Taipei City 100). `place`: ends the
 * name of a building (Towers). `level`: a floor without a number (bajo, EG). `side`: which flat of a floor (links, tv). `count`:
 * a unit of length (200 m).
 */
export type WordClass =
  | 'room'
  | 'floor'
  | 'above'
  | 'unit'
  | 'building'
  | 'box'
  | 'house'
  | 'number'
  | 'road'
  | 'lead'
  | 'keep'
  | 'city'
  | 'place'
  | 'level'
  | 'side'
  | 'count';

/** Words of one writing by class, without accents, in lower case. */
export type WordTable = Readonly<Partial<Record<WordClass, string>>>;
