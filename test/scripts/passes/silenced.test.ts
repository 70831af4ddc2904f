import { expect, test } from 'vitest';
import { passesOf } from './passes-of.ts';

const FAILS = 'if [[ -n $out ]]; then echo "FAIL: $out"; exit 1; fi\necho PASS';

test.each([
  ['emptied where it fails', "out=$(yq '.sites[] | .id' f.yaml 2>/dev/null) || out="],
  ['forgiven behind it', "out=$(jq -r '.sites[]' f.json) || true"],
  ['forgiven inside', "out=$(python3 list.py || echo '')"],
])('a reader of contracts whose failure reads like nothing found: %s', (_, read) => {
  expect(passesOf(`${read}\n${FAILS}`)).toEqual([expect.stringMatching(/^no-answer (yq|jq|python3)$/)]);
});

test.each([
  ['its failure is told', "out=$(yq '.sites[]' f.yaml) || { echo FAIL; exit 1; }"],
  ['a search finds nothing in good order', 'out=$(grep -r east f.yaml || true)'],
  ['another value takes its place', "out=$(yq '.sites[]' f.yaml) || out=unreadable"],
  ['another check can fail as well', "out=$(yq '.sites[]' f.yaml) || out=\ngrep -q east f.yaml || exit 1"],
])('not when %s', (_, read) => {
  expect(passesOf(`${read}\n${FAILS}`)).toEqual([]);
});
