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
  readonly #live = new Map<string, string>();
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
    if (entry.kind === 'acting') this.line(`${head}: ${entry.command}`);
    if (entry.kind === 'done')
      this.#end(entry.step, `${head}: ${entry.how === 'already' ? 'holds: ' : 'done: '}${entry.text}`);
    if (entry.kind === 'failed')
      this.#end(entry.step, `${head}: FAILED: ${entry.text}\n    what to do: ${entry.advice}`);
    if (entry.kind === 'undone') this.line(`${head}: somebody undid it: ${entry.text}`);
  }

  #windowEntry(entry: Entry): void {
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
    const line = `${this.#head(step.id)}: ${text} (at most ${leftSec} s more)`;
    if (this.out.isTTY) {
      this.#live.set(step.id, line);
      this.#draw();
      return;
    }
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
    for (const line of this.#live.values()) {
      this.out.write(`${printable(this.redact(`... ${line}`)).slice(0, width - 1)}\n`);
      this.#drawn++;
    }
  }

  #head(id: string): string {
    const step = this.#steps.get(id);
    const place = `${this.#numbers.get(id) ?? '?'}/${this.#numbers.size}`;
    return step
      ? `  ${place} ${step.site} ${step.phase}: ${ACTIONS[step.action].words} ${step.title}`
      : `  ${place} ${id}`;
  }
}

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
