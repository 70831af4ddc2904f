import { expect, test } from 'vitest';
import { passesOf } from './passes-of.ts';

test.each([
  ['try:\n    import yaml\nexcept ImportError:\n    sys.exit(0)', 'missing-tool ImportError'],
  ['if shutil.which("yq") is None:\n    sys.exit(0)', 'missing-tool yq'],
  ['if not path.exists():\n    print("SKIP")\n    sys.exit(0)', 'missing-file path'],
  ['if not os.path.isfile(target):\n    sys.exit()', 'missing-file target'],
  [
    'try:\n    data = load()\nexcept FileNotFoundError:\n    raise SystemExit(0)',
    'missing-file FileNotFoundError',
  ],
  ['if not rows:\n    print("nothing to check")\n    sys.exit(0)', 'empty-input rows'],
])('%s', (source, expected) => {
  expect(passesOf(source, 'python')).toEqual([expected]);
  expect(passesOf(`python3 - <<'PY'\n${source}\nPY\n`)).toEqual([expected]);
});

test.each([
  ['it fails', 'if not path.exists():\n    sys.exit(2)'],
  ['the gate wants it gone', 'if not old.exists():\n    print("PASS: gone")\n    sys.exit(0)'],
  ['nothing was found wrong', 'if not violations:\n    print("nothing to report")\n    sys.exit(0)'],
  ['it is the end', 'sys.exit(0)'],
])('not when %s', (_, source) => {
  expect(passesOf(source, 'python')).toEqual([]);
});
