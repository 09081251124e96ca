// A call can have so many arguments anywhere.
const maxUnits = 1024;

/**
 * The same text, stored as a string of its own instead of as joined pieces. V8 joins on demand, and code that has met a joined
 * string reads every other one at two thirds of the speed. Longer texts than 1,024 UTF-16 units stay as they are.
 */
export function flat(text: string): string {
  // Asked once: V8 keeps more kinds of strings than it tells the length of without a look into a table.
  const { length } = text;
  if (length > maxUnits) return text;
  const units = new Array<number>(length);
  for (let i = 0; i < length; i++) units[i] = text.charCodeAt(i);
  return String.fromCharCode.apply(null, units);
}
