import Table from 'cli-table3';

/**
 * Percent: rows with something visible of what must be hidden, hidden characters of names, hidden characters of door numbers,
 * rows without a fault.
 */
export interface Figures {
  readonly leak: number;
  readonly over: number;
  readonly door: number;
  readonly exact: number;
}

/** What must not be exceeded; `exact` must be reached. */
export type Bars = Partial<Figures>;

const measures = ['leak', 'over', 'door', 'exact'] as const;

/** Figures beside their bars. */
export class AddressReport {
  readonly #table = new Table({ head: ['addresses', ...measures], style: { head: [], border: [] } });
  #missed = 0;

  add(name: string, figures: Figures, bars: Bars): void {
    const cells = measures.map((measure) => {
      const bar = bars[measure];
      const figure = figures[measure];
      if (bar === undefined) return figure.toFixed(2);
      const isMet = measure === 'exact' ? figure >= bar : figure <= bar;
      if (!isMet) this.#missed++;
      return `${figure.toFixed(2)} ${isMet ? '' : 'MISSED '}(${measure === 'exact' ? '≥' : '≤'} ${Number(bar.toFixed(2))})`;
    });
    this.#table.push([name, ...cells]);
  }

  /** @returns whether every bar is met. */
  print(): boolean {
    console.log(this.#table.toString());
    return this.#missed === 0;
  }
}
