import { blockEnd } from '../detect/text/blocks.ts';
import { assertString } from '../errors.ts';
import { type MaskTextOptions, maskBlock, textPlanOf } from '../mask/text.ts';

/**
 * A stream that masks text as `maskText` does, without its limit on length: logs, exports, dialogues.
 *
 * Text is masked line by line, and what comes out does not depend on how the text was cut into chunks. A line over 8,192
 * UTF-16 units is cut near there, at a sign if there is one in the last 512: what lies across such a cut can be missed. A
 * text of at most 512 units is read as a whole. Tokens and ciphertexts are left alone, also one that is the whole text. At most one line is held in memory, besides the chunk.
 *
 * @param options - Policy, glyph, kinds and confidence.
 * @returns a stream of strings to strings. Put a `TextDecoderStream` before it for bytes.
 * @throws {TypeError} an option is unknown. The stream fails with a `TypeError` on a chunk that is no string.
 * @example
 * const { readable, writable } = maskTextStream();
 * const writer = writable.getWriter();
 * void writer.write('请打138').then(() => writer.write('12345678，王姐')).then(() => writer.close());
 * let masked = '';
 * for (const reader = readable.getReader(); ; ) {
 *   const { done, value } = await reader.read();
 *   if (done) break;
 *   masked += value;
 * }
 * masked; // '请打138******78，王**'
 */
export function maskTextStream(options?: MaskTextOptions): TransformStream<string, string> {
  const { plan, search } = textPlanOf(options);
  let held = '';
  let isStart = true;
  function emit(controller: TransformStreamDefaultController<string>, isEnd: boolean): void {
    let start = 0;
    while (start < held.length) {
      const end = blockEnd(held, start, { isStart, isEnd });
      if (end === 0) break;
      controller.enqueue(maskBlock(held.slice(start, end), plan, search).masked);
      start = end;
      isStart = false;
    }
    held = held.slice(start);
  }
  return new TransformStream<string, string>({
    transform(chunk, controller) {
      assertString(chunk, 'chunk');
      held += chunk;
      emit(controller, false);
    },
    flush(controller) {
      emit(controller, true);
    },
  });
}
