import { basename } from 'node:path';
import type { ContractKind } from '../../contract/kinds.ts';
import { groupByNames } from '../../grouping/groups.ts';
import { escaped } from '../../scripts/escaped.ts';
import type { FileUse } from '../../scripts/facts.ts';
import { HOLE } from '../../scripts/hole.ts';
import type { ScriptFacts } from '../../scripts/read.ts';
import type { Contract } from '../model/contract.ts';
import type { Estate } from '../model/estate.ts';
import { scriptsBehind } from './check-scripts.ts';
import { oncePerEstate, oncePerScript } from './once.ts';

/** A contract that a script reads, and where the script names it. */
export interface Opened {
  readonly contract: Contract;
  readonly use: FileUse;
}

const contractsByName = oncePerEstate((estate) =>
  groupByNames(estate.contracts, (contract) => [basename(contract.file).toLowerCase()]),
);

/** The contracts that a script, or a script that it runs, looks into; asking whether a file exists is not looking. */
export function openedContracts(estate: Estate, script: ScriptFacts): readonly Opened[] {
  return scriptsBehind(estate, script).flatMap((each) =>
    filesRead(each).flatMap((use) =>
      contractsCalled(estate, use.path).map((contract) => ({ contract, use })),
    ),
  );
}

const filesRead = oncePerScript(({ text, source }): readonly FileUse[] => {
  const code = codeOf(source);
  return text.files.filter((use) => isRead(use, code));
});

export const openedKinds = (opened: readonly Opened[]): ReadonlySet<ContractKind> =>
  new Set(opened.map(({ contract }) => contract.kind));

/** Of a path only the last part counts: the folders before it are mostly variables. */
function contractsCalled(estate: Estate, path: string): readonly Contract[] {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (!name.includes('*') && !name.includes(HOLE)) return contractsByName(estate).get(name) ?? [];
  const pattern = new RegExp(
    `^${name
      .split(/[*\u{fffc}]+/u)
      .map(escaped)
      .join('[^/]*')}$`,
  );
  return estate.contracts.filter((contract) => pattern.test(basename(contract.file).toLowerCase()));
}

const ASKS_ONLY = /^(?:test\s|\[)|\.(?:exists|is_file)\(|os\.path\.(?:exists|isfile)\(/;

function isRead(use: FileUse, code: string): boolean {
  if (use.variable === undefined) return !ASKS_ONLY.test(use.statement);
  return looksInto(use.variable, code);
}

/** The program's text without comments, questions after files, and sentences for people. */
function codeOf(source: string): string {
  return source
    .replace(/\\\n/g, ' ')
    .replace(/^[^\S\n]*#.*$/gm, '')
    .replace(/-[efrsdxhL]\s+"?\$\{?\w+\}?"?/g, ' ')
    .replace(/\b(?:echo|printf|die|broken|fail|log|warn|err|error|note|skip|abort)\s[^;|&})\n]*/g, ' ');
}

/** Whether a variable is used for more than a question; in the head of a loop the loop's own variable tells. */
function looksInto(variable: string, code: string, depth = 0): boolean {
  const used = new RegExp(`\\$\\{?${variable}\\b`);
  const heads = [...code.matchAll(/\bfor\s+(\w+)\s+in\s+([^;\n]*)/g)].filter((head) => used.test(head[2]!));
  const rest = code.replace(/\bfor\s+\w+\s+in\s+[^;\n]*/g, ' ');
  if (used.test(rest)) return true;
  return depth < 3 && heads.some((head) => head[1] !== variable && looksInto(head[1]!, code, depth + 1));
}
