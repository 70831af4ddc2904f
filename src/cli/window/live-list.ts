import { printable } from '../../finding/printable.ts';

/** Something that is under way. */
export interface Live {
  readonly text: string;
  /** When it is given up, milliseconds since the epoch; null where nothing ends it but what it waits for. */
  readonly until: number | null;
}

/** A second on a terminal, where it counts down; a minute elsewhere, where each time is a line. */
const EVERY_MS = { terminal: 1000, lines: 60_000 };
const USUAL = { columns: 80, rows: 24 };

/** What is under way: on a terminal a list below the lines that is drawn again and again, elsewhere a line now and then. */
export class LiveList {
  readonly #live = new Map<string, Live>();
  readonly #told = new Set<string>();
  #ticking: NodeJS.Timeout | undefined;
  #drawn = 0;

  constructor(
    readonly out: NodeJS.WriteStream,
    readonly redact: (text: string) => string,
  ) {}

  /** Elsewhere than on a terminal it is told once, unless it has been said already, and then seldom. */
  set(id: string, live: Live, isSaid = false): void {
    this.#live.set(id, live);
    if (this.out.isTTY) this.draw();
    else if (!isSaid && !this.#told.has(id)) {
      this.#told.add(id);
      this.#tell(live);
    }
    const every = this.out.isTTY ? EVERY_MS.terminal : EVERY_MS.lines;
    this.#ticking ??= setInterval(() => this.#tick(), every).unref();
  }

  end(id: string): void {
    this.#live.delete(id);
    this.#told.delete(id);
    if (this.#live.size > 0) return;
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  clear(): void {
    this.wipe();
    for (const id of [...this.#live.keys()]) this.end(id);
  }

  #tick(): void {
    if (this.out.isTTY) this.draw();
    else for (const live of this.#live.values()) this.#tell(live);
  }

  #tell({ text, until }: Live): void {
    this.out.write(`  ${this.#oneLine(text)}${left(until)}\n`);
  }

  wipe(): void {
    if (this.#drawn > 0) this.out.write(`\u001b[${this.#drawn}A\u001b[J`);
    this.#drawn = 0;
  }

  /** No line may be longer than the terminal is wide, nor the list as long as it is high: wiping counts lines. */
  draw(): void {
    this.wipe();
    if (!this.out.isTTY) return;
    const { columns = USUAL.columns, rows = USUAL.rows } = this.out;
    const room = Math.max(1, rows - 2);
    const lines = [...this.#live.values()].map((live) => this.#line(live, columns - 1));
    const shown = lines.length > room ? lines.slice(0, room - 1) : lines;
    if (shown.length < lines.length)
      shown.push(cut(`... and ${lines.length - shown.length} more`, columns - 1));
    if (shown.length > 0) this.out.write(`${shown.join('\n')}\n`);
    this.#drawn = shown.length;
  }

  #oneLine(text: string): string {
    return printable(this.redact(text)).replaceAll(/\s+/g, ' ');
  }

  #line({ text, until }: Live, width: number): string {
    const end = left(until);
    const begin = `... ${this.#oneLine(text)}`;
    return end.length * 2 > width ? cut(begin, width) : `${cut(begin, width - end.length)}${end}`;
  }
}

function left(until: number | null): string {
  return until === null ? '' : ` (at most ${Math.max(0, Math.ceil((until - Date.now()) / 1000))} s more)`;
}

/** The beginning of a text that takes that many cells; what may be wide counts as two. */
function cut(text: string, cells: number): string {
  const sizes = [...text].map((sign) => (sign.codePointAt(0)! < 0x1100 ? 1 : 2));
  if (sizes.reduce((all, one) => all + one, 0) <= cells) return text;
  let room = cells - 1;
  const kept = [...text].filter((_, index) => {
    room -= sizes[index]!;
    return room >= 0;
  });
  return `${kept.join('').trimEnd()}…`;
}
