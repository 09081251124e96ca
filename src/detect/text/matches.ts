const none: readonly RegExpExecArray[] = [];

/**
 * All matches of a global pattern that cannot match nothing. `matchAll` copies the pattern on every call, which costs more
 * than reading a remark does.
 */
export function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  const first = pattern.exec(text);
  if (first === null) return none;
  const found = [first];
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) found.push(match);
  return found;
}
