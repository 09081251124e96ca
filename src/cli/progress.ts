import type { Session } from './session.ts';

const redrawMs = 200;
// The first moments say little about the rest.
const settleMs = 1_000;

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
  let width = 0;
  const draw = (line: string): void => {
    stderr.write(`\r${line.padEnd(width)}`);
    width = line.length;
  };
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
      draw(`${percent}${text('progress', { rows, rate, left })}`);
    },
    end() {
      if (width > 0) stderr.write(`\r${' '.repeat(width)}\r`);
    },
  };
}

/** `m:ss`. */
function clock(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
