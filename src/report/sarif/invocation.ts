import { printable } from '../../finding/printable.ts';
import type { Outcome } from '../../gate/run.ts';
import type { GateResult } from '../../result/result.ts';
import type { Reported } from '../reported.ts';
import { sentence } from './rules.ts';

const EXIT_WORDS = {
  0: 'nothing to fix',
  1: 'findings, or a required gate that judged nothing',
  2: 'could not judge',
} as const;

const LEVELS: Readonly<Partial<Record<Outcome, 'error' | 'warning' | 'note'>>> = {
  crashed: 'error',
  blocked: 'warning',
  vacuous: 'note',
};

/** How the run ended, and every gate that judged nothing. */
export function invocationOf({ result, exitCode }: Reported) {
  return {
    executionSuccessful: exitCode !== 2,
    exitCode,
    exitCodeDescription: EXIT_WORDS[exitCode],
    toolExecutionNotifications: result.gates.flatMap(notificationOf),
    properties: { judgedAt: result.now },
  };
}

function notificationOf({ id, outcome, reason = '' }: GateResult, index: number) {
  const level = LEVELS[outcome];
  if (level === undefined) return [];
  return [
    {
      level,
      message: { text: sentence(`${outcome}: ${printable(reason)}`) },
      associatedRule: { id, index },
    },
  ];
}
