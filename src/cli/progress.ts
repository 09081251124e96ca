import type { Session } from './session.ts';

const redrawMs = 200;
// The first moments say little about the rest.
const settleMs = 1_000;
// Back to the start of the line, and erase it (ECMA-48 EL): hanzi are two columns wide, so spaces would not cover them.
const eraseLine = '\r\u001b[2K';

/** Counts rows on a terminal. On anything else it is silent: a log gets no carriage returns. */
export interface Progress {
  /** @param rows - Rows so far. @param share - Part of the input that was read, 0 to 1, where its size is known. */
  update(rows: number, share?: number): void;
  /** Clears the line. */
  end(): void;
}

export function createProgress({ stderr, text }: Session, now: () => number = Date.now): Progress {
  if (stderr.isTTY !== true) return { update: () => undefined, end: () => undefined };
  const start = now();
  let drawn = -Infinity;
  return {
    update(rows, share) {
      const time = now();
      if (time - drawn < redrawMs) return;
      drawn = time;
      const elapsed = time - start;
      const rate = Math.round((rows * 1_000) / Math.max(elapsed, 1));
      const isKnown = share !== undefined && share > 0 && elapsed >= settleMs;
      const left = isKnown ? clock((elapsed * (1 - share)) / share) : '-:--';
      const percent = share === undefined ? '' : `${Math.floor(share * 100)} % `;
      stderr.write(`${eraseLine}${percent}${text('progress', { rows, rate, left })}`);
    },
    end() {
      if (drawn !== -Infinity) stderr.write(eraseLine);
    },
  };
}

/** `m:ss`. */
function clock(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
