import type { Readable, Writable } from 'node:stream';

/** A stream to write to, and whether somebody reads it on a screen. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Asks on the terminal. Rejects when the answer cannot be read. */
export type Ask = (question: string, options: { readonly hidden: boolean }) => Promise<string>;

/** Everything of the outside that the commands touch. `bin.ts` fills it from the process, tests from memory. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** There only when a person can be asked. */
  readonly ask?: Ask | undefined;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}
