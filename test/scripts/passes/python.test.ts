import { expect, test } from 'vitest';
import { passesOf } from './passes-of.ts';

test.each([
  ['try:\n    import yaml\nexcept ImportError:\n    sys.exit(0)', 'missing-module yaml'],
  ['try:\n    load()\nexcept ImportError:\n    sys.exit(0)', 'error ImportError'],
  ['if shutil.which("yq") is None:\n    sys.exit(0)', 'missing-tool yq'],
  ['if not path.exists():\n    print("SKIP")\n    sys.exit(0)', 'missing-file path'],
  ['if not path.exists():\n    raise SystemExit', 'missing-file path'],
  ['if not os.path.isfile(target):\n    sys.exit()', 'missing-file target'],
  [
    'try:\n    data = load()\nexcept FileNotFoundError:\n    raise SystemExit(0)',
    'missing-file FileNotFoundError',
  ],
  ['if not rows:\n    print("nothing to check")\n    sys.exit(0)', 'empty-input rows'],
  [
    'try:\n    ok = look()\nexcept Exception as e:\n    ok = True\nsys.exit(0 if ok else 1)',
    'error Exception',
  ],
  [
    'try:\n    bad = look()\nexcept OSError:\n    bad = []\nsys.exit(1 if bad else 0)',
    'missing-file OSError',
  ],
  ['if not path.exists():\n    rc = 0\nelse:\n    rc = look()\nsys.exit(rc)', 'missing-file path'],
  ['try:\n    bad = look()\nexcept ValueError:\n    bad = 0\nsys.exit(int(bad))', 'error ValueError'],
  ['try:\n    ok = look()\nexcept ValueError:\n    ok = True\nsys.exit(not ok)', 'error ValueError'],
  [
    'def fine():\n    try:\n        return look()\n    except KeyError:\n        return True\nsys.exit(0 if fine() else 1)',
    'error KeyError',
  ],
])('%s', (source, expected) => {
  expect(passesOf(source, 'python')).toEqual([expected]);
  expect(passesOf(`python3 - <<'PY'\n${source}\nPY\n`)).toEqual([expected]);
});

test.each([
  ['it fails', 'if not path.exists():\n    sys.exit(2)'],
  ['the gate wants it gone', 'if not old.exists():\n    print("PASS: gone")\n    sys.exit(0)'],
  ['nothing was found wrong', 'if not violations:\n    print("nothing to report")\n    sys.exit(0)'],
  ['it is the end', 'sys.exit(0)'],
  [
    'what is kept says that it failed',
    'try:\n    ok = look()\nexcept OSError:\n    ok = False\nsys.exit(0 if ok else 1)',
  ],
  [
    'the failure is kept',
    'try:\n    bad = look()\nexcept OSError:\n    bad = True\nsys.exit(1 if bad else 0)',
  ],
  [
    'the program ends with something else',
    'try:\n    ok = look()\nexcept OSError:\n    ok = True\nsys.exit(rc)',
  ],
])('not when %s', (_, source) => {
  expect(passesOf(source, 'python')).toEqual([]);
});
