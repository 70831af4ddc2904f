import { oncePer } from '../../once/once-per.ts';
import type { Reading } from '../reading.ts';

const HOLDS = /^True$/;
const NOTHING = /^(?:False|0|None|\[\]|\{\}|set\(\)|""|'')$/;
const CODE = /^(?:0|None)?$/;

const EXIT = String.raw`\b(?:exit|_exit|SystemExit)\(\s*`;
/** `sys.exit(main())`, `sys.exit(rc)`. */
const PASSED_ON = new RegExp(String.raw`${EXIT}(\w+)\s*(\(|\))`, 'g');
/** `exit(0 if ok else 1)`, and the same as the result of a function. */
const CHOSEN = new RegExp(
  String.raw`(?:${EXIT}|\breturn\s+)\(?([01])\s+if\s+(not\s+)?(\w+)\s*(\(?)[^\n]{0,200}?\belse\s+[01]\b`,
  'g',
);
/** `exit(not ok)`, `exit(int(not ok))`. */
const TURNED = new RegExp(String.raw`${EXIT}(?:int\(|bool\()?not\s+(\w+)\s*(\(|\))`, 'g');
/** `exit(bool(problems))`, `exit(len(problems) > 0)`. */
const COUNTED = new RegExp(String.raw`${EXIT}(?:int|bool|len|min)\(\s*(\w+)\s*(\(|[,)])`, 'g');

/** What a variable, or the result of a function, has to be for a program to end well. */
export interface ExitValues {
  readonly variables: ReadonlyMap<string, RegExp>;
  readonly results: ReadonlyMap<string, RegExp>;
}

export const exitValuesOf = oncePer(({ source }: Reading): ExitValues => {
  const found = [
    ...[...source.matchAll(PASSED_ON)].map(([, name, behind]) => ({ name, behind, good: CODE })),
    ...[...source.matchAll(COUNTED)].map(([, name, behind]) => ({ name, behind, good: NOTHING })),
    ...[...source.matchAll(TURNED)].map(([, name, behind]) => ({ name, behind, good: HOLDS })),
    ...[...source.matchAll(CHOSEN)].map(([, code, not, name, behind]) => ({
      name,
      behind,
      good: (code === '0') === (not === undefined) ? HOLDS : NOTHING,
    })),
  ];
  const named = (isCall: boolean) =>
    new Map(
      found.flatMap(({ name, behind, good }) =>
        (behind === '(') === isCall ? [[name!, good] as const] : [],
      ),
    );
  return { variables: named(false), results: named(true) };
});
