// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are shell texts
import { describe, expect, test } from 'vitest';
import { passesOf } from './passes-of.ts';

const script = (...lines: string[]): string => ['#!/usr/bin/env bash', ...lines, ''].join('\n');

describe('findings that nobody hears of', () => {
  test.each([
    [
      'an exit code that is never anything but 0',
      script('bad=0', 'grep -q a f || echo "FAIL: no a"', 'exit $bad'),
      'swallowed-check grep -q a f',
    ],
    [
      'a search that is turned round, which set -e passes over',
      script('set -e', '! grep -q TODO f', 'echo PASS'),
      'swallowed-check grep -q TODO f',
    ],
    [
      'a group of messages at the end',
      script('bad=0', 'grep -q a f || bad=1', '{ echo "done"; echo "$bad"; }'),
      'unheard-findings bad',
    ],
    [
      'a choice whose ways end with a note',
      script('bad=0', 'grep -q a f || bad=1', 'if [ $bad = 1 ]; then', '  echo bad', '  # never mind', 'fi'),
      'unheard-findings bad',
    ],
    [
      'a choice that ends with a message either way',
      script(
        'bad=0',
        'grep -q a f || bad=1',
        'if [ $bad = 1 ]; then echo bad; elif [ $bad = 2 ]; then echo x; fi',
      ),
      'unheard-findings bad',
    ],
    [
      'counted, then exit 0',
      script(
        'set -euo pipefail',
        'fails=0',
        'grep -q a "$F" || fails=$((fails + 1))',
        'echo "$fails failed"',
        'exit 0',
      ),
      'unheard-findings fails',
    ],
    [
      'a flag, then a message',
      script(
        'bad=0',
        'if ! grep -q a f; then',
        '  echo "a is missing"',
        '  bad=1',
        'fi',
        'echo "done: $bad"',
      ),
      'unheard-findings bad',
    ],
    [
      'a list that is only printed',
      script(
        'set -u',
        'errors=()',
        'grep -q a f || errors+=("a")',
        'if ((${#errors[@]})); then',
        '  printf "%s\\n" "${errors[@]}"',
        'else',
        '  echo PASS',
        'fi',
      ),
      'unheard-findings errors',
    ],
    [
      'through a function, in main',
      script(
        'fail() { echo "FAIL $*"; failed=$((failed + 1)); }',
        'failed=0',
        'main() {',
        '  grep -q a f || fail a',
        '  echo "$failed"',
        '  return 0',
        '}',
        'main "$@"',
      ),
      'unheard-findings failed',
    ],
    [
      'only its prerequisites fail',
      script(
        'command -v yq >/dev/null || exit 2',
        'errors=0',
        'yq .a f | grep -q x || ((errors++))',
        'echo "errors: $errors"',
        'exit 0',
      ),
      'unheard-findings errors',
    ],
    [
      'lost in the shell of a pipe',
      script(
        'set -eu',
        'bad=0',
        'yq -r ".a[]" f | while read -r id; do',
        '  grep -q "$id" g || bad=1',
        'done',
        'exit $bad',
      ),
      'lost-findings bad',
    ],
    [
      'lost, and asked for in a condition',
      script(
        'bad=0',
        'cat list | while read -r id; do',
        '  grep -q "$id" g || bad=1',
        'done',
        'if [ $bad -ne 0 ]; then',
        '  exit 1',
        'fi',
        'echo PASS',
      ),
      'lost-findings bad',
    ],
    [
      'the only check is a script and let off',
      script('set -e', '"$ROOT/ops/bin/check-all" --quiet || true', 'echo PASS'),
      'swallowed-check "$ROOT/ops/bin/check-all" --quiet',
    ],
    [
      'the only check is let off',
      script('set -e', 'python3 check.py "$F" || true'),
      'swallowed-check python3 check.py "$F"',
    ],
    [
      'let off with a message',
      script('set -e', 'grep -q needed "$F" || echo "warn: not there"', 'echo "D1 done"'),
      'swallowed-check grep -q needed "$F"',
    ],
    [
      'no way to fail',
      script('if grep -q bad "$F"; then', '  echo "FAIL: bad"', 'else', '  echo "PASS"', 'fi'),
      'no-failure',
    ],
    ['no way to fail, explicitly', script('grep -n bad "$F"', 'exit 0'), 'no-failure'],
  ])('%s', (_, source, expected) => {
    expect(passesOf(source)).toEqual([expected]);
  });

  test.each([
    ['the exit code is the count', script('fails=0', 'grep -q a f || fails=1', 'exit $fails')],
    ['the last statement tests the count', script('bad=0', 'grep -q a f || bad=1', '[ "$bad" -eq 0 ]')],
    ['arithmetic at the end', script('bad=0', 'grep -q a f || bad=1', '((bad == 0))')],
    [
      'one way through the last choice tests something',
      script('bad=0', 'grep -q a f || bad=1', 'if [ $bad = 1 ]; then grep -q b f; else echo ok; fi'),
    ],
    [
      'the other way does',
      script('bad=0', 'grep -q a f || bad=1', 'if [ $bad = 0 ]; then echo ok; else grep -q b f; fi'),
    ],
    [
      'a way between does',
      script(
        'bad=0',
        'grep -q a f || bad=1',
        'if [ $bad = 0 ]; then echo ok; elif [ $bad = 1 ]; then grep -q b f; else echo x; fi',
      ),
    ],
    [
      'a condition on the count',
      script('bad=0', 'grep -q a f || bad=1', 'if ((bad > 0)); then', '  exit 1', 'fi', 'echo PASS'),
    ],
    [
      'a function takes the count',
      script(
        'bad=0',
        'finish() { [ "$1" -eq 0 ] || exit 1; }',
        'grep -q a f || bad=1',
        'finish "$bad"',
        'echo done',
      ),
    ],
    ['a trap', script('bad=0', "trap 'exit $bad' EXIT", 'grep -q a f || bad=1', 'echo done')],
    [
      'a library knows the end',
      script('source "$ROOT/lib/gate.sh"', 'grep -q a f || gate_fail a', 'gate_end'),
    ],
    ['another program takes over', script('exec python3 check.py "$F"')],
    ['the last command is the check', script('python3 check.py "$F"')],
    [
      'the last command is the check, in a heredoc',
      script('python3 - "$F" <<\'PY\'', 'import sys', 'sys.exit(1)', 'PY'),
    ],
    ['set -e and a check that may fail', script('set -e', 'grep -q needed f', 'echo PASS')],
    [
      'a loop that is not in a pipe',
      script('set -eu', 'bad=0', 'while read -r id; do', '  bad=1', 'done < list', 'exit $bad'),
    ],
    [
      'a pipe whose loop ends itself',
      script('set -euo pipefail', 'cat list | while read -r id; do', '  grep -q "$id" g || exit 1', 'done'),
    ],
    [
      'main returns it',
      script('main() {', '  local bad=0', '  grep -q a f || bad=1', '  return $bad', '}', 'main "$@"'),
    ],
    [
      'main returns it under set -e',
      script(
        'set -e',
        'main() {',
        '  bad=0',
        '  grep -q a f || bad=1',
        '  return "$bad"',
        '}',
        'main "$@"',
        'echo PASS',
      ),
    ],
    [
      'another statement sets the code',
      script('bad=0', 'wrong() { bad=1; }', 'grep -q a f || wrong', 'grep -q b f || wrong', 'exit $bad'),
    ],
    ['what is turned round stands last', script('set -e', 'echo looking', '! grep -q TODO f')],
    [
      'functions that fail',
      script('set -e', 'a() { grep -q a f; }', 'b() { grep -q b f || return 1; }', 'a', 'b', 'echo PASS'),
    ],
    [
      'the failure is an exit in a function',
      script('check() { grep -q "$1" f || { echo "no $1"; exit 1; }; }', 'check a', 'check b', 'echo PASS'),
    ],
  ])('not when %s', (_, source) => {
    expect(passesOf(source)).toEqual([]);
  });
});

describe('loops that may have nothing to go through', () => {
  test.each([
    [
      'a reader in the head of the loop',
      script(
        'set -euo pipefail',
        'bad=0',
        'for id in $(yq -r ".a[].id" "$F"); do',
        '  grep -q "$id" g || bad=1',
        'done',
        'exit $bad',
      ),
      'empty-input $(yq -r ".a[].id" "$F")',
    ],
    [
      'a reader in a variable',
      script(
        'set -e',
        'ids=$(yq -r ".a[].id" "$F")',
        'for id in $ids; do',
        '  grep -q "$id" g || exit 1',
        'done',
        'echo PASS',
      ),
      'empty-input $ids',
    ],
    [
      'a reader behind the loop',
      script(
        'set -e',
        'fail() { echo "$1"; bad=1; }',
        'bad=0',
        'while read -r id; do',
        '  grep -q "$id" g || fail "$id"',
        'done < <(yq -r ".a[]" "$F")',
        'exit $bad',
      ),
      'empty-input <(yq -r ".a[]" "$F")',
    ],
    [
      'an array',
      script(
        'mapfile -t ids < <(jq -r ".a[]" "$F")',
        'bad=0',
        'for id in "${ids[@]}"; do',
        '  grep -q "$id" g || ((bad++))',
        'done',
        '((bad == 0))',
      ),
      'empty-input "${ids[@]}"',
    ],
    [
      'all of it in main',
      script(
        'set -e',
        'bad=0',
        'main() {',
        '  local id',
        '  for id in $(yq ".a[]" "$F"); do',
        '    grep -q "$id" g || bad=1',
        '  done',
        '  [ $bad -eq 0 ]',
        '}',
        'main',
      ),
      'empty-input $(yq ".a[]" "$F")',
    ],
  ])('%s', (_, source, expected) => {
    expect(passesOf(source)).toEqual([expected]);
  });

  test.each([
    [
      'the list is asked about',
      script(
        'ids=$(yq ".a[]" "$F")',
        '[[ -n "$ids" ]] || exit 2',
        'for id in $ids; do grep -q "$id" g || exit 1; done',
        'echo PASS',
      ),
    ],
    [
      'what was seen is counted',
      script(
        'seen=0 bad=0',
        'for id in $(yq ".a[]" "$F"); do',
        '  seen=$((seen + 1))',
        '  grep -q "$id" g || bad=1',
        'done',
        '((seen > 0)) || exit 2',
        'exit $bad',
      ),
    ],
    [
      'its length is asked about',
      script(
        'mapfile -t ids < <(yq ".a[]" "$F")',
        'if [ "${#ids[@]}" -eq 0 ]; then exit 2; fi',
        'for id in "${ids[@]}"; do grep -q "$id" g || exit 1; done',
        'echo PASS',
      ),
    ],
    [
      'a number derived from it is asked about',
      script(
        'ids=$(yq ".a[]" "$F")',
        'total=$(wc -l <<<"$ids")',
        '[ "$total" -gt 3 ] || exit 2',
        'for id in $ids; do grep -q "$id" g || exit 1; done',
        'echo PASS',
      ),
    ],
    [
      'something is checked outside',
      script(
        'bad=0',
        'grep -q head "$F" || bad=1',
        'for id in $(yq ".a[]" "$F"); do grep -q "$id" g || bad=1; done',
        'exit $bad',
      ),
    ],
    [
      'the items are written out',
      script('bad=0', 'for id in a b; do grep -q "$id" g || bad=1; done', 'exit $bad'),
    ],
    [
      'yq fails on nothing',
      script(
        'set -e',
        'ids=$(yq -e ".a[]" "$F")',
        'for id in $ids; do grep -q "$id" g || exit 1; done',
        'echo PASS',
      ),
    ],
    [
      'files are gone through',
      script('bad=0', 'for f in $(git ls-files "*.sh"); do grep -q bad "$f" && bad=1; done', 'exit $bad'),
    ],
  ])('not when %s', (_, source) => {
    expect(passesOf(source)).toEqual([]);
  });
});
