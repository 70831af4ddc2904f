// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are shell texts
import { describe, expect, test } from 'vitest';
import { passesOf } from './passes-of.ts';

/** A check that can fail, so that only the lines before it are at stake. */
const checkAfter = (head: string): string => `#!/bin/bash
set -euo pipefail
F="$ROOT/ops/bindings/x.yaml"
${head}
grep -q needed "$F"
`;

describe('a missing tool ends well', () => {
  test.each([
    ['command -v yq >/dev/null || exit 0', 'yq'],
    ['command -v yq >/dev/null 2>&1 || { echo "skip: no yq"; exit 0; }', 'yq'],
    ['if ! command -v jq &>/dev/null; then\n  echo "jq missing"\n  exit 0\nfi', 'jq'],
    ['which yq > /dev/null || { echo no; exit; }', 'yq'],
    ['type -P yq >/dev/null || exit 0', 'yq'],
    ['hash yq 2>/dev/null || exit 0', 'yq'],
    ['[ -x "$(command -v yq)" ] || exit 0', '$(command -v yq)'],
    ['if [ -z "$(command -v yq)" ]; then exit 0; fi', 'yq'],
    ['[[ -n $(which yq) ]] || exit 0', 'yq'],
    ['have() { command -v "$1" >/dev/null 2>&1; }\nhave yq || exit 0', 'yq'],
    ['have() { command -v "$1" >/dev/null 2>&1; }\nif ! have yq; then echo skipping; exit 0; fi', 'yq'],
    ['skip() { echo "SKIP: $*"; exit 0; }\ncommand -v yq >/dev/null || skip "no yq"', 'yq'],
    ['yq --version >/dev/null 2>&1 || exit 0', 'yq'],
    ['python3 -c "import yaml" 2>/dev/null || exit 0', 'yaml'],
    ['if command -v yq >/dev/null; then\n  :\nelse\n  echo "SKIP"\n  exit 0\nfi', 'yq'],
    ['need() { command -v yq >/dev/null || return 0; }\nneed', 'yq'],
    [
      'for tool in yq jq; do\n  command -v "$tool" >/dev/null || { echo "SKIP $tool"; exit 0; }\ndone',
      '$tool',
    ],
    ['! command -v yq >/dev/null && exit 0', 'yq'],
    ['command -v yq >/dev/null && command -v jq >/dev/null || exit 0', 'yq'],
  ])('%s', (head, what) => {
    const [first, ...rest] = passesOf(checkAfter(head));
    expect(first).toMatch(/^missing-tool /);
    expect(what).toContain(first!.replace('missing-tool ', '').replace(')', ''));
    expect(rest).toEqual([]);
  });

  test.each([
    ['it fails', 'command -v yq >/dev/null || exit 1'],
    ['it hands the failure on', 'command -v yq >/dev/null || exit'],
    ['it fails with a message', 'command -v yq >/dev/null || { echo "yq is missing" >&2; exit 2; }'],
    ['a function that fails', 'die() { echo "$*" >&2; exit 1; }\ncommand -v yq >/dev/null || die "no yq"'],
    [
      'another tool does it',
      'if command -v rg >/dev/null; then\n  rg needed "$F"\n  exit 0\nelif command -v grep >/dev/null; then\n  grep needed "$F" || exit 1\n  exit 0\nfi',
    ],
    [
      'it is looked for, and its presence ends well',
      'command -v legacy-tool >/dev/null && { echo "still installed"; exit 1; }',
    ],
    ['a predicate', 'have_yq() { command -v yq >/dev/null || return 1; }\nhave_yq'],
    [
      'a fallback does the work',
      'if ! command -v yq >/dev/null; then\n  python3 check.py "$F"\n  exit 0\nfi',
    ],
  ])('not when %s', (_, head) => {
    expect(passesOf(checkAfter(head))).toEqual([]);
  });
});

describe('a missing file ends well', () => {
  test.each([
    ['[ -f "$F" ] || exit 0', '$F'],
    ['[[ -f $F ]] || { echo "SKIP"; exit 0; }', '$F'],
    ['test -s "$F" || exit 0', '$F'],
    ['if [ ! -r "$F" ]; then\n  echo "no contract, nothing to check"\n  exit 0\nfi', '$F'],
    ['if [[ ! -f $F || ! -s $F ]]; then exit 0; fi', '$F'],
    ['[[ ! -f "$F" ]] && exit 0', '$F'],
    ['[[ ! -f "$F" ]] && echo "skipping" && exit 0', '$F'],
    ['check() {\n  [[ -f "$F" ]] || return 0\n  grep -q x "$F"\n}\ncheck', '$F'],
    ['[[ -f "$F" ]] || { echo "PASS: nothing declared"; exit 0; }', '$F'],
    ['[ -e ops/bindings/x.yaml ] || exit 0', 'ops/bindings/x.yaml'],
    ['[[ -d "$ROOT/ops" ]] || { echo "SKIP: no ops folder"; exit 0; }', '$ROOT/ops'],
  ])('%s', (head, what) => {
    expect(passesOf(checkAfter(head))).toEqual([`missing-file ${what}`]);
  });

  test.each([
    ['it fails', '[ -f "$F" ] || exit 2'],
    ['its presence ends the run', '[ -f "$ROOT/.maintenance" ] && exit 0'],
    [
      'the gate wants it gone',
      'if [[ ! -f "$ROOT/old.yaml" ]]; then echo "PASS: old.yaml is gone"; exit 0; fi',
    ],
    [
      'nothing was staged',
      'files=$(git diff --cached --name-only)\n[[ -z $files ]] && exit 0\nfor f in $files; do grep -q x "$f"; done',
    ],
    ['a folder has nothing that could be wrong', '[[ -d "$ROOT/legacy" ]] || exit 0'],
    [
      'one of many files is passed over',
      'scan() {\n  [[ -f "$1" ]] || return 0\n  grep -q x "$1"\n}\nscan a\nscan b',
    ],
  ])('not when %s', (_, head) => {
    expect(passesOf(checkAfter(head))).toEqual([]);
  });
});

describe('nothing to look at ends well', () => {
  test.each([
    ['ids=$(yq -r ".a[]" "$F")\n[[ -z "$ids" ]] && { echo "SKIP: no rows"; exit 0; }', 'empty-input $ids'],
    [
      'ids=$(yq -r ".a[]" "$F")\n[ -n "$ids" ] || exit 0\nfor id in $ids; do grep -q "$id" y || exit 1; done',
      'empty-input $ids',
    ],
    ['if [[ -z "$NODE" ]]; then echo "NODE is not set, skipping"; exit 0; fi', 'empty-input $NODE'],
    [
      'n=$(yq ".a | length" "$F")\nif [ "$n" -eq 0 ]; then echo "nothing to check"; exit 0; fi',
      'empty-input $n',
    ],
    [
      'mapfile -t rows < <(yq ".a[]" "$F")\n((${#rows[@]} == 0)) && { echo skip; exit 0; }',
      'empty-input ${#rows[@]} == 0',
    ],
    ['ssh -o BatchMode=yes "$host" true || { echo "SKIP: $host does not answer"; exit 0; }', 'no-answer ssh'],
  ])('%s', (head, expected) => {
    expect(passesOf(checkAfter(head))).toHaveLength(1);
    expect(passesOf(checkAfter(head))[0]).toContain(expected.split(' ')[0]);
  });

  test.each([
    [
      'nothing was found wrong',
      'violations=$(grep -rn bad "$ROOT" || true)\n[[ -z "$violations" ]] && { echo "PASS"; exit 0; }\necho "$violations"\nexit 1',
    ],
    [
      'no failures were counted',
      'fails=0\ngrep -q x "$F" || fails=1\n[ "$fails" -eq 0 ] && { echo ok; exit 0; }\nexit 1',
    ],
    [
      'the list is empty and that fails',
      'ids=$(yq -r ".a[]" "$F")\n[[ -n "$ids" ]] || { echo "no rows"; exit 2; }',
    ],
    ['a switch is set', '[[ "${CI:-}" == true ]] && exit 0'],
  ])('not when %s', (_, head) => {
    expect(passesOf(checkAfter(head))).toEqual([]);
  });
});
