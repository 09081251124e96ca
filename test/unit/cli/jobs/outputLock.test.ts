import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { lockOutput } from '../../../../src/cli/jobs/outputLock.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-privacy-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});

const output = join(folder, 'out.csv');
const host = hostname().replaceAll(/[^\w-]/gu, '_');
const nameOf = (pid: number, machine = host): string => `.out.csv.${machine}.${pid}.lock`;

/** The number of a process that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('the lock of an output', () => {
  it('is a hidden file with the process in its name, for its owner only, until it is released', async () => {
    const lock = await lockOutput(output);
    expect(readdirSync(folder)).toEqual([nameOf(process.pid)]);
    expect(statSync(join(folder, nameOf(process.pid))).mode & 0o777).toBe(0o600);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['a process that lives', nameOf(process.ppid)],
    ['another machine', nameOf(1, 'elsewhere')],
  ])('is refused beside that of %s, which stays', async (_, other) => {
    writeFileSync(join(folder, other), '');
    const error = await lockOutput(output).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'ERR_LOCKED', values: { lock: join(folder, other) } });
    expect(readdirSync(folder)).toEqual([other]);
  });

  it('is refused to a second run of the same process, and given to it afterwards', async () => {
    const first = await lockOutput(output);
    await expect(lockOutput(output)).rejects.toMatchObject({ code: 'ERR_LOCKED' });
    expect(readdirSync(folder)).toEqual([nameOf(process.pid)]);
    await first.release();
    await (await lockOutput(output)).release();
  });

  it('never goes to two that ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => lockOutput(output)));
    const given = asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    for (const lock of given) await lock.release();
    expect(given.length).toBe(1);
  });

  it('takes no notice of a process that was killed, and clears up after it', async () => {
    writeFileSync(join(folder, nameOf(deadPid())), '');
    // Its own number, from before the machine was started anew.
    writeFileSync(join(folder, nameOf(process.pid)), '');
    const lock = await lockOutput(output);
    expect(readdirSync(folder)).toEqual([nameOf(process.pid)]);
    await lock.release();
  });

  it.each(['.out.csv.part', '.out.csv.journal', `.out.csv.new.${host}.1.lock`, '.other.csv.elsewhere.1.lock'])(
    'leaves %s alone',
    async (name) => {
      writeFileSync(join(folder, name), '');
      await (await lockOutput(output)).release();
      expect(readdirSync(folder)).toEqual([name]);
    },
  );
});
