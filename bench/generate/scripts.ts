import { pick, type Random } from './random.ts';

/** What most scripts of an estate do: nothing that a gate on places looks for. */
const PLAIN = [
  'while [[ $# -gt 0 ]]; do\n  case "$1" in\n    --json) json=1; shift ;;\n    --month) month="$2"; shift 2 ;;\n    *) echo "unknown argument: $1" >&2; exit 2 ;;\n  esac\ndone',
  'for file in "$ROOT"/docs/*.md; do\n  [[ -r "$file" ]] || continue\n  if ! grep -q \'^status:\' "$file"; then\n    echo "no status in $file"\n    found=$((found + 1))\n  fi\ndone',
  'total=$(jq -r \'[.rows[].amount] | add // 0\' "$input" 2>/dev/null) || fail "cannot read $input"\nprintf \'%s %s\\n\' "$month" "$total" >>"$report"',
  'if [[ "$json" -eq 1 ]]; then\n  jq -n --arg total "$total" --arg month "$month" \'{total: $total, month: $month}\'\nelse\n  echo "total of $month: $total"\nfi',
  'tmp="$(mktemp -d)"\ntrap \'rm -rf "$tmp"\' EXIT\nsort -u "$input" >"$tmp/sorted"\ncomm -13 "$known" "$tmp/sorted" | while read -r line; do\n  echo "new: $line"\ndone',
  'render() {\n  local name="$1" value="$2"\n  sed -e "s/@NAME@/$name/" -e "s/@VALUE@/$value/" templates/page.html\n}\nrender "$month" "$total" >"$out/$month.html"',
  'awk -F, \'NR > 1 { sum[$2] += $3 } END { for (key in sum) print key, sum[key] }\' "$input" | sort -k2 -nr | head -20',
  'curl -fsS --max-time 10 "https://api.example.invalid/v1/invoices?month=$month" -o "$tmp/answer.json" || {\n  echo "no answer" >&2\n  exit 1\n}',
];

/** What the scripts of machines do, by what the contracts say: generic, so that nothing is found. */
const MACHINE = [
  'sites() {\n  yq -r \'.sites[] | select(.status == "active") | .id\' "$BINDINGS/topology.sites.yaml"\n}\nfor site in $(sites); do\n  check_one "$site" || failed=1\ndone',
  'host="$(yq -r ".sites[] | select(.id == \\"$site\\") | .proxmox_alias" "$BINDINGS/topology.sites.yaml")"\n[[ -n "$host" && "$host" != null ]] || fail "no hypervisor is declared for $site"',
  'guests="$(ssh "$host" "qm list | tail -n +2; pct list | tail -n +2")" || fail "cannot list the guests of $host"\nprintf \'%s\\n\' "$guests" | while read -r vmid rest; do\n  echo "$site $vmid $rest"\ndone',
  'order="$(yq -r ".lifecycle.\\"$site\\".startup_order[]" "$BINDINGS/startup.sequencing.yaml")"\nfor vmid in $order; do\n  kind="$(kind_of "$vmid")"\n  case "$kind" in\n    qemu) ssh "$host" qm status "$vmid" ;;\n    lxc) ssh "$host" pct status "$vmid" ;;\n  esac\ndone',
  'limit="$(yq -r ".sites[] | select(.id == \\"$site\\") | .backup_max_age_hours" "$BINDINGS/infra.maintenance.transaction.contract.yaml")"\nage_hours=$(( ( $(date +%s) - newest ) / 3600 ))\nif (( age_hours > limit )); then\n  echo "backup of $site is $age_hours hours old"\n  failed=1\nfi',
];

/** Site literals of every form that a gate names. */
const GAPPED = [
  'if [[ "$site" == "@SITE@" ]]; then\n  host="@HOST@"\nfi',
  'HOST="${HOST:-@HOST@}"\nssh "$HOST" uptime',
  'for node in @HOST@ @NAS@; do\n  ping -c1 "$node" || failed=1\ndone',
  'ping -c1 @LAN@.20 || exit 1',
];

export interface ScriptWords {
  readonly site: string;
  readonly host: string;
  readonly nas: string;
  readonly lan: string;
}

/** A shell script of about `bytes`; `machine` ones matter to gates, `words` make it name a place. */
export function script(random: Random, bytes: number, machine: boolean, words?: ScriptWords): string {
  const parts = [
    '#!/usr/bin/env bash',
    '# Prints what it finds; changes nothing.',
    'set -euo pipefail',
    'ROOT="${SPINE_CODE:-.}"',
    'BINDINGS="$ROOT/ops/bindings"',
    'failed=0; found=0; json=0; month=""; input="$ROOT/data/in.csv"',
    'fail() { echo "$1" >&2; exit 2; }',
  ];
  let length = 0;
  for (let at = 0; length < bytes; at++) {
    const name = `step_${at}`;
    const body = pick(random, machine && at % 3 === 0 ? MACHINE : PLAIN);
    const part = `${name}() {\n  local site="\${1:-}"\n${body.replace(/^/gm, '  ')}\n}\n${name} "$@"`;
    parts.push(part);
    length += part.length;
  }
  if (words) parts.push(filled(pick(random, GAPPED), words));
  parts.push('exit "$failed"', '');
  return parts.join('\n\n');
}

const filled = (text: string, words: ScriptWords): string =>
  text
    .replaceAll('@SITE@', words.site)
    .replaceAll('@HOST@', words.host)
    .replaceAll('@NAS@', words.nas)
    .replaceAll('@LAN@', words.lan);
