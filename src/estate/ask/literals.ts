import { quoted } from '../../finding/printable.ts';
import type { GradedLiteral, LiteralForm, LiteralOf } from '../../scripts/facts.ts';
import type { Script } from '../model/script.ts';
import { readGateScripts } from './check-scripts.ts';
import { oncePerEstate } from './once.ts';

/** Every script that was read, but for checks in service: laws on those are about what checks pin. */
export const readScriptsOf = oncePerEstate((estate): readonly Script[] => {
  const checks = new Set(readGateScripts(estate).map((gate) => gate.executable?.path));
  return estate.scripts.filter((script) => !checks.has(script.facts.path));
});

/** A breach for every defect of a script that a law asks about. */
export function* literalBreaches(script: Script, asks: (literal: GradedLiteral) => boolean) {
  for (const literal of script.facts.defects) {
    if (asks(literal)) yield breachOf(literal);
  }
}

function breachOf(literal: GradedLiteral) {
  const { reachedBy } = literal;
  return {
    at: literal.anchor,
    severity: literal.severity,
    message: `${where(literal)} ${quoted(literal.value)} ${how(literal)}; read ${literal.read} instead`,
    key: [literal.of, literal.form, literal.value, literal.function ?? '', literal.statement].join('\0'),
    detail: {
      kind: `${literal.of}-${literal.form}`,
      value: literal.value,
      read: literal.read,
      ...(literal.function !== undefined && { function: literal.function }),
      ...(literal.form === 'default' && { overridable: literal.override !== undefined }),
    },
    ...(literal.sites.length === 1 && { site: literal.sites[0]! }),
    ...(reachedBy && {
      related: [{ message: `${reachedBy.script} calls it without the option`, at: reachedBy.at.anchor }],
    }),
  };
}

const THINGS: Readonly<Record<LiteralOf, string>> = {
  site: 'the site name',
  host: 'the host id',
  device: 'the device id',
  guest: 'the guest id',
  lan: 'the LAN address',
  overlay: 'the overlay address',
  storage: 'the storage path of one site',
};

const FORMS: Readonly<Record<LiteralForm, string>> = {
  compared: 'is compared with a value',
  'case-arm': 'is an arm of a case',
  list: 'stands in a list',
  default: 'is a default',
  selector: 'selects what is acted on',
  variable: 'is part of a variable that stands once per site',
  function: 'is part of a function that stands once per site',
  'output-key': 'is part of an output key that stands once per site',
  flag: 'is part of a flag that no generic form replaces',
  path: 'is part of a path in a script for every site',
  written: 'is written out',
};

function where(literal: GradedLiteral): string {
  const inside = literal.function === undefined ? '' : `in ${literal.function}() `;
  return `${inside}${THINGS[literal.of]}`;
}

function how(literal: GradedLiteral): string {
  const { form, override, reachedBy } = literal;
  if (form !== 'default') return FORMS[form];
  if (!override && literal.filed) return 'is what a key of a map stands for';
  if (!override && literal.chosen) return 'is what a condition chooses';
  if (!override) return 'is a default that nothing overrides';
  const by = `${override.by} ${quoted(override.name)}`;
  return reachedBy
    ? `is a default that ${by} could override, but a call leaves it out`
    : `is a default that ${by} overrides`;
}
