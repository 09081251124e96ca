import { withApart } from './apart.ts';
import { hmac, makeIndexers, tagsPerRun } from './indexRows.ts';
import { measureTimed, printMeasured } from './rounds.ts';

/** Tags of a phone, after `buildPrograms`. */
export async function indexPeers(): Promise<void> {
  const names = makeIndexers().map(({ name }) => name);
  const measured = await withApart('indexContender', names.length, (processes) =>
    measureTimed(
      processes.map((each, i) => each.timed(names[i] as string)),
      [hmac],
      tagsPerRun,
    ),
  );
  printMeasured('Blind index of a phone', 'tags', [hmac], measured);
}
