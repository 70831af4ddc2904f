import { printable } from '../../finding/printable.ts';
import { ACTIONS } from '../../plan/actions.ts';
import type { Plan, Step } from '../../plan/model.ts';
import type { GuardVerdict } from '../../window/hold-guards.ts';
import type { Entry } from '../../window/record.ts';
import type { Onlooker } from '../../window/run-window.ts';

const QUIET_MS = 60_000;

/** Prints what a window does: one line for each event, and on a terminal a live list of what is under way. */
export class WindowPrinter implements Onlooker {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #steps: ReadonlyMap<string, Step>;
  readonly #live = new Map<string, Live>();
  #ticking: NodeJS.Timeout | undefined;
  readonly #told = new Map<string, number>();
  #drawn = 0;

  constructor(
    plan: Plan,
    readonly out: NodeJS.WriteStream,
    readonly redact: (text: string) => string,
  ) {
    this.#numbers = new Map(plan.steps.map((step, index) => [step.id, index + 1]));
    this.#steps = new Map(plan.steps.map((step) => [step.id, step]));
  }

  entry(entry: Entry): void {
    if (!('step' in entry)) {
      this.#windowEntry(entry);
      return;
    }
    const head = this.#head(entry.step);
    if (entry.kind === 'acting') this.#acting(entry.step, `${head}: ${entry.command}`);
    if (entry.kind === 'done')
      this.#end(entry.step, `${head}: ${entry.how === 'already' ? 'holds: ' : 'done: '}${entry.text}`);
    if (entry.kind === 'failed')
      this.#end(entry.step, `${head}: FAILED: ${entry.text}\n    what to do: ${entry.advice}`);
    if (entry.kind === 'undone') this.line(`${head}: somebody undid it: ${entry.text}`);
  }

  #acting(id: string, text: string): void {
    const deadlineSec = this.#steps.get(id)?.wait.deadlineSec ?? 0;
    if (this.out.isTTY) this.#live.set(id, { text, until: Date.now() + deadlineSec * 1000 });
    this.line(text);
  }

  #windowEntry(entry: Entry): void {
    if (entry.kind === 'paused' || entry.kind === 'closed') this.#live.clear();
    if (entry.kind === 'open')
      this.line(`window ${entry.windowId} of ${entry.owner}, plan ${entry.plan.digest.slice(0, 16)}`);
    if (entry.kind === 'process' && entry.resumed)
      this.line('taken up again; the machines are looked at anew');
    if (entry.kind === 'phase')
      this.line(`${entry.site} ${entry.phase}: ${entry.status}${entry.note && `: ${entry.note}`}`);
  }

  #end(step: string, text: string): void {
    this.#live.delete(step);
    this.line(text);
  }

  guards(_site: string, _phase: string, verdicts: readonly GuardVerdict[]): void {
    for (const verdict of verdicts) for (const text of guardLines(verdict)) this.line(text);
  }

  waiting(step: Step, text: string, leftSec: number): void {
    const begin = `${this.#head(step.id)}: ${text}`;
    if (this.out.isTTY) {
      this.#live.set(step.id, { text: begin, until: Date.now() + leftSec * 1000 });
      this.#draw();
      return;
    }
    const line = begin + remaining(leftSec);
    const last = this.#told.get(step.id);
    if (last !== undefined && Date.now() - last < QUIET_MS) return;
    this.#told.set(step.id, Date.now());
    this.line(line);
  }

  note(text: string): void {
    this.line(`note: ${text}`);
  }

  line(text: string): void {
    this.#wipe();
    this.out.write(`${printable(this.redact(text))}\n`);
    this.#draw();
  }

  #wipe(): void {
    if (this.#drawn > 0) this.out.write(`\u001b[${this.#drawn}A\u001b[J`);
    this.#drawn = 0;
  }

  #draw(): void {
    if (!this.out.isTTY) return;
    this.#wipe();
    const width = this.out.columns ?? 80;
    this.#tick();
    for (const { text, until } of this.#live.values()) {
      const end = remaining(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
      const line = printable(this.redact(`... ${text}`)).slice(0, Math.max(0, width - 1 - end.length));
      this.out.write(`${line}${end}\n`);
      this.#drawn++;
    }
  }

  /** What is under way counts down by itself, also while a command runs. */
  #tick(): void {
    if (this.#live.size > 0) {
      this.#ticking ??= setInterval(() => this.#draw(), 1000).unref();
      return;
    }
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  #head(id: string): string {
    const step = this.#steps.get(id);
    const place = `${this.#numbers.get(id) ?? '?'}/${this.#numbers.size}`;
    return step
      ? `  ${place} ${step.site} ${step.phase}: ${ACTIONS[step.action].words} ${step.title}`
      : `  ${place} ${id}`;
  }
}

/** A step that is under way, and when it is given up: milliseconds since the epoch. */
interface Live {
  readonly text: string;
  readonly until: number;
}

const remaining = (seconds: number): string => ` (at most ${seconds} s more)`;

/** One guard for people: what it says, where it stands, and what to do. */
export function guardLines({ guard, verdict, problems }: GuardVerdict): string[] {
  const place = `${guard.place.file}:${guard.place.line}`;
  const head = `  guard ${guard.id} of ${guard.site}: ${verdict}: ${guard.text} (${place})`;
  const token =
    guard.blocking && guard.acknowledgedBy && verdict === 'refused'
      ? [
          `      or give the word of ${guard.acknowledgedBy.file}:${guard.acknowledgedBy.line} with --ack-token`,
        ]
      : [];
  return [
    head,
    ...problems.flatMap(({ text, advice }) => [`      ${text}`, `      what to do: ${advice}`]),
    ...token,
  ];
}
