// Everything that can join code points into one visible character: only then is the segmenter worth its price (about 30
// times a plain index).
const needsSegmenter = /[\p{M}\p{Cf}\p{Emoji_Modifier}\p{Regional_Indicator}\u{1100}-\u{11ff}\r\n]/u;
const surrogate = /[\ud800-\udfff\u{10000}-\u{10ffff}]/u;

let segmenter: Intl.Segmenter | undefined;

/**
 * Visible characters (extended grapheme clusters, UAX #29): a hanzi with its variation selector, a family emoji and a
 * letter with its accents are one each. Never cuts a surrogate pair.
 */
export function graphemes(text: string): string[] {
  if (!needsSegmenter.test(text)) return surrogate.test(text) ? Array.from(text) : text.split('');
  // Built on first use: it costs milliseconds and most programs never meet such a name.
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  const parts: string[] = [];
  // V8's segmenter takes quadratic time: a window at a time, whose last segment may go on in the next one.
  for (let at = 0; at < text.length; ) {
    const window = text.slice(at, at + windowChars);
    const isLast = at + windowChars >= text.length;
    const segments = Array.from(segmenter.segment(window), ({ segment }) => segment);
    if (!isLast && segments.length > 1) segments.pop();
    for (const segment of segments) {
      parts.push(segment);
      at += segment.length;
    }
  }
  return parts;
}

const windowChars = 1024;
