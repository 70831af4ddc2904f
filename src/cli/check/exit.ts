import type { Pack } from '../../config/packs.ts';
import type { LoopState } from '../../loop/state.ts';
import { type ExitCode, exitCode } from '../../result/exit-code.ts';
import { packExitCode, unmet } from '../../result/pack-exit.ts';
import type { GateResult, Result } from '../../result/result.ts';
import { hasUnproven } from '../loop/check.ts';
import type { CheckOptions } from './options.ts';

type Strictness = Pick<CheckOptions, 'severity' | 'fail-on-waived'>;

/** The exit code of a check: the result's, made stricter by what was asked for. */
export function exitOfCheck(
  result: Result,
  argv: Strictness,
  pack: Pack | undefined,
  state: LoopState | undefined,
): ExitCode {
  const code = pack ? exitOfPack(result, pack, argv) : exitCode(result, argv.severity);
  if (code === 0 && argv['fail-on-waived'] && result.summary.waived + result.summary.baselined > 0) return 1;
  return code === 0 && state && hasUnproven(state) ? 1 : code;
}

/** The stricter of both thresholds counts; of the required gates those that `--gate` left in. */
function exitOfPack(result: Result, pack: Pack, argv: Strictness): ExitCode {
  const threshold = argv.severity === 'warning' ? 'warning' : pack.threshold;
  return packExitCode(result, { required: pack.required, threshold });
}

/** Says on stderr which gates of a pack had to judge something and did not. */
export function sayUnmet(result: Result, pack: Pack | undefined): void {
  if (!pack) return;
  for (const gate of unmet(result.gates, pack.required)) sayUnmetGate(gate, pack);
}

export function sayUnmetGate({ id, outcome }: GateResult, { name }: Pick<Pack, 'name'>): void {
  process.stderr.write(`gates: the pack "${name}" requires ${id}, which is ${outcome}\n`);
}
