import type { Finding } from '../finding/finding.ts';
import { fingerprint } from '../finding/fingerprint.ts';
import { compareFindings } from '../finding/order.ts';
import type { GateRun, JudgedBreach } from '../gate/gate.ts';
import type { Resolve } from '../load/resolve.ts';

/** The findings of all gates, resolved to places, in the one total order. */
export function findingsOf(runs: readonly GateRun[], resolve: Resolve): Finding[] {
  const findings = runs.flatMap((run) => run.breaches.map((breach) => toFinding(run, breach, resolve)));
  return numbered(findings.sort(compareFindings));
}

function toFinding({ gate }: GateRun, breach: JudgedBreach, resolve: Resolve): Finding {
  const place = resolve(breach.at);
  return {
    gate: gate.id,
    severity: breach.severity ?? gate.severity,
    message: breach.message,
    subject: breach.subject,
    ...(breach.site !== undefined && { site: breach.site }),
    place,
    related: (breach.related ?? []).map(({ message, at }) => ({ message, place: resolve(at) })),
    fix: breach.fix ?? gate.fix,
    ...(breach.detail && { detail: { ...breach.detail } }),
    fingerprint: fingerprint(gate.id, breach.subject, place.file, breach.key ?? ''),
  };
}

/** Equal findings get an ordinal in their fingerprint, in the order of their places. */
function numbered(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const ordinal = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, ordinal);
    if (ordinal === 1) return finding;
    const { gate, subject, place } = finding;
    return {
      ...finding,
      fingerprint: fingerprint(gate, subject, place.file, `${finding.fingerprint} ${ordinal}`),
    };
  });
}
