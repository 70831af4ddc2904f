import type { Step, StepWord } from '../step.ts';

export type ActKind = 'qemu' | 'lxc' | 'either';

/** What a step does to guests, or asks of them. */
export interface GuestAct {
  readonly step: Step;
  readonly kind: ActKind;
  /** Empty when it is not written out. */
  readonly verbs: readonly string[];
  /** The word that names the guest. */
  readonly id: StepWord | undefined;
  /** The numbers that the script itself writes there; undefined when it can be any. */
  readonly numbers: readonly number[] | undefined;
  readonly by: 'tool' | 'path' | 'file';
}
