import { printable } from '../../finding/printable.ts';
import { ACTIONS } from '../../plan/actions.ts';
import type { Plan, Step } from '../../plan/model.ts';
import type { GuardVerdict } from '../../window/hold-guards.ts';
import type { Entry } from '../../window/record.ts';
import type { Onlooker } from '../../window/run-window.ts';
import { type Live, LiveList } from './live-list.ts';

/** Prints what a window does: one line for each event, and what is under way. */
export class WindowPrinter implements Onlooker {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #steps: ReadonlyMap<string, Step>;
  readonly #live: LiveList;

  constructor(
    plan: Plan,
    readonly out: NodeJS.WriteStream,
    readonly redact: (text: string) => string,
  ) {
    this.#numbers = new Map(plan.steps.map((step, index) => [step.id, index + 1]));
    this.#steps = new Map(plan.steps.map((step) => [step.id, step]));
    this.#live = new LiveList(out, redact);
  }

  entry(entry: Entry): void {
    if (!('step' in entry)) {
      this.#windowEntry(entry);
      return;
    }
    const head = this.#head(entry.step);
    if (entry.kind === 'acting') this.#acting(entry.step, entry.command);
    if (entry.kind === 'done')
      this.#end(entry.step, `${head}: ${entry.how === 'already' ? 'holds: ' : 'done: '}${entry.text}`);
    if (entry.kind === 'failed')
      this.#end(entry.step, `${head}: FAILED: ${entry.text}\n    what to do: ${entry.advice}`);
    if (entry.kind === 'undone') this.line(`  ${head}: somebody undid it: ${entry.text}`);
  }

  #acting(id: string, text: string): void {
    this.line(`  ${this.#head(id)}: ${text}`);
    const deadlineSec = this.#steps.get(id)?.wait.deadlineSec ?? 0;
    this.#live.set(id, this.#underWay(id, text, Date.now() + deadlineSec * 1000), true);
  }

  #windowEntry(entry: Entry): void {
    if (entry.kind === 'paused' || entry.kind === 'closed') this.end();
    if (entry.kind === 'open')
      this.line(`window ${entry.windowId} of ${entry.owner}, plan ${entry.plan.digest.slice(0, 16)}`);
    if (entry.kind === 'process' && entry.resumed)
      this.line('taken up again; the machines are looked at anew');
    if (entry.kind === 'phase')
      this.line(`${entry.site} ${entry.phase}: ${entry.status}${entry.note && `: ${entry.note}`}`);
  }

  #end(step: string, text: string): void {
    this.#live.end(step);
    this.line(`  ${text}`);
  }

  guards(_site: string, _phase: string, verdicts: readonly GuardVerdict[]): void {
    for (const verdict of verdicts) for (const text of guardLines(verdict)) this.line(text);
  }

  waiting({ id }: Step, text: string, leftSec: number): void {
    this.#live.set(id, this.#underWay(id, text, Date.now() + leftSec * 1000));
  }

  held({ id }: Step, by: readonly string[]): void {
    const others = by.map((one) => this.#head(one)).join('; ');
    this.#live.set(id, this.#underWay(id, `waits for ${others}`, null));
  }

  /** A terminal has little room, and its lines above have told the phase. */
  #underWay(id: string, text: string, until: number | null): Live {
    const head = this.#head(id);
    const { site, phase } = this.#steps.get(id) ?? {};
    return {
      text: `${this.out.isTTY ? head.replace(`${site} ${phase}:`, `${site}:`) : head}: ${text}`,
      until,
    };
  }

  note(text: string): void {
    this.line(`note: ${text}`);
  }

  /** Leaves nothing on the screen that is no line. */
  end(): void {
    this.#live.clear();
  }

  line(text: string): void {
    this.beside(() => this.out.write(`${printable(this.redact(text))}\n`));
  }

  /** Lets somebody else write whole lines to the same terminal. */
  beside(write: () => void): void {
    this.#live.wipe();
    write();
    this.#live.draw();
  }

  #head(id: string): string {
    const step = this.#steps.get(id);
    const place = `${this.#numbers.get(id) ?? '?'}/${this.#numbers.size}`;
    return step
      ? `${place} ${step.site} ${step.phase}: ${ACTIONS[step.action].words} ${step.title}`
      : `${place} ${id}`;
  }
}

/** One guard for people: what it says, where it stands, and what to do. */
export function guardLines({ guard, verdict, problems }: GuardVerdict): string[] {
  const place = `${guard.place.file}:${guard.place.line}`;
  const head = `  guard ${guard.id} of ${guard.site}: ${verdict}: ${guard.text} (${place})`;
  const token =
    guard.blocking && guard.acknowledgedBy && verdict === 'refused'
      ? [
          `      or give the word of ${guard.acknowledgedBy.file}:${guard.acknowledgedBy.line} in GATES_ACK_TOKEN`,
        ]
      : [];
  return [
    head,
    ...problems.flatMap(({ text, advice }) => [`      ${text}`, `      what to do: ${advice}`]),
    ...token,
  ];
}
