import { describe, expect, it, test } from 'vitest';
import { callFinder } from '../../src/scripts/grade/calls.ts';
import { gradeLiterals } from '../../src/scripts/grade/grade.ts';
import { sitesAllowed } from '../../src/scripts/grade/place.ts';
import { loadGrammars } from '../../src/scripts/grammars.ts';
import { literalsIn } from '../../src/scripts/literal/find.ts';
import { readText } from '../../src/scripts/text.ts';
import { lexiconOf, type VocabularyEntry } from '../../src/scripts/vocabulary.ts';

await loadGrammars();

const word = (value: string, kind: VocabularyEntry['kind'], site: string): VocabularyEntry => ({
  value,
  kind,
  site,
  key: 'sites[]',
  short: /^[a-z]+$/.test(value),
});
const lexicon = lexiconOf({
  entries: [
    word('pve-east', 'hypervisor', 'east'),
    word('east', 'site-id', 'east'),
    word('west-yard', 'site-id', 'west-yard'),
    word('yard', 'device', 'mill'),
    word('mill box', 'nas', 'mill'),
    word('192.0.2.1', 'lan-address', 'mill'),
  ],
});

const PATHS = ['ops/near/tool', 'ops/far/tool', 'ops/stop', 'ops/night'];

/** Where a call of `ops/night` leads to: the scripts of the estate. */
function targets(call: string, language: 'shell' | 'python' = 'shell'): string[] {
  const find = callFinder(PATHS, [{ name: 'host.stop', script: 'ops/stop' }]);
  const night = { path: 'ops/night', text: readText('ops/night', language, call) };
  expect(find(night)).toBe(find(night));
  return find(night).map(({ from, to }) => `${from} > ${to}`);
}

describe('which script a call leads to', () => {
  test.each([
    ['ops/stop', ['ops/night > ops/stop']],
    ['./ops/stop x', ['ops/night > ops/stop']],
    ['"$BIN/stop"', ['ops/night > ops/stop']],
    ['"$BIN/ops/stop"', ['ops/night > ops/stop']],
    ['sudo bash ops/stop', ['ops/night > ops/stop']],
    ['other/stop', ['ops/night > ops/stop']],
    ['../ops/stop', []],
    ['ops/stopper', []],
    ['ops/near/tool', ['ops/night > ops/near/tool']],
    ['near/tool', ['ops/night > ops/near/tool']],
    ['"$BIN/far/tool"', ['ops/night > ops/far/tool']],
    ['"$BIN/tool"', []],
    ['ops/night', []],
    ['STOP=ops/stop\n"$STOP" now', ['ops/night > ops/stop']],
    ['STOP=$1\n"$STOP" now', []],
    ['ops cap run host.stop -- x', ['ops/night > ops/stop']],
    ['ops cap run host.start -- x', []],
  ])('%j', (call, expected) => {
    expect(targets(`${call}\n`)).toEqual(expected);
  });

  it('from Python', () => {
    expect(targets('subprocess.run(["ops/stop", "x"])\n', 'python')).toEqual(['ops/night > ops/stop']);
  });
});

/** What becomes of the machine that a script takes where it is given none, when another script calls it so. */
function afterCall(script: string, call: string): string {
  const text = readText('ops/stop', 'shell', script);
  const find = callFinder(PATHS, []);
  const incoming = find({ path: 'ops/night', text: readText('ops/night', 'shell', `${call}\n`) });
  const [literal] = gradeLiterals(
    'ops/stop',
    text,
    literalsIn(text, script, 'ops/stop', lexicon),
    new Set(),
    incoming,
  );
  return `${literal?.severity}${literal?.reachedBy ? `, by ${literal.reachedBy.script}` : ''}`;
}

const STANDS = 'error, by ops/night';
const loop = (arms: string) =>
  `while [ $# -gt 0 ]; do\n  case "$1" in\n    ${arms}\n  esac\ndone\nssh "$host" true\n`;
const OPTION = `host=pve-east\n${loop('--host | -H) host="$2"; shift 2 ;;')}`;
const ASSIGNED = `host=pve-east\n${loop(`--host=*) host="\${1#*=}"; shift ;;`)}`;
const THROUGH = `host=pve-east\n${loop('--host) given="$2"; shift 2 ;;')}host=$given\n`;
const KEYED = `declare -A HOSTS=([a]=b)\n${loop('--site) site="$2"; shift 2 ;;')}host=\${HOSTS[$site]:-pve-east}\n`;
const FIRST = `host=\${1:-pve-east}\nssh "$host" true\n`;
const SECOND = `host=\${2:-pve-east}\nssh "$host" true\n`;
const FILLED = `host=$2\nssh "\${host:-pve-east}" true\n`;
const ENVIRONMENT = `host=\${HOST:-pve-east}\nssh "$host" true\n`;
const FIXED = 'host=pve-east\nssh "$host" true\n';

describe('a default that a caller may leave', () => {
  test.each([
    [OPTION, 'ops/stop', STANDS],
    [OPTION, 'ops/stop --host x', 'warning'],
    [OPTION, 'ops/stop -H x', 'warning'],
    [OPTION, 'ops/stop --host=x', 'warning'],
    [OPTION, 'ops/stop --hostname x', STANDS],
    [OPTION, 'ops/stop x--host=', STANDS],
    [OPTION, 'ops/stop "$@"', 'warning'],
    [OPTION, 'ops/other', 'warning'],
    [OPTION, 'ops/stop --host x\nops/stop', STANDS],
    [ASSIGNED, 'ops/stop --host=x', 'warning'],
    [ASSIGNED, 'ops/stop --hosts=x', STANDS],
    [THROUGH, 'ops/stop --host x', 'warning'],
    [THROUGH, 'ops/stop given', STANDS],
    [KEYED, 'ops/stop --site x', 'error'],
    [FIRST, 'ops/stop', STANDS],
    [FIRST, 'ops/stop x', 'warning'],
    [FIRST, 'ops/stop -v', STANDS],
    [FIRST, 'ops/stop -1', 'warning'],
    [FIRST, 'ops/stop "$@"', 'warning'],
    [SECOND, 'ops/stop x', STANDS],
    [SECOND, 'ops/stop x -v', STANDS],
    [SECOND, 'ops/stop x y', 'warning'],
    [SECOND, 'ops/stop x y z', 'warning'],
    [FILLED, 'ops/stop x', STANDS],
    [FILLED, 'ops/stop x y', 'warning'],
    [ENVIRONMENT, 'ops/stop', 'warning'],
    [FIXED, 'ops/stop', 'error'],
  ])('%j called by %j', (script, call, expected) => {
    expect(afterCall(script, call)).toBe(expected);
  });
});

describe('the places that a script may name', () => {
  test.each([
    ['ops/stop-east', [], ['east']],
    ['ops/stop-east.sh', ['west-yard.stop'], ['east']],
    ['east/stop', [], ['east']],
    ['ops/STOP_East', [], ['east']],
    ['ops/stop-pve-east', [], ['east']],
    ['ops/stop-west-yard', [], ['west-yard']],
    ['ops/stop-west--yard.py', [], ['west-yard']],
    ['ops/stop-yard', [], ['mill']],
    ['ops/stop-mill-box', [], ['mill']],
    ['ops/stop-mill', [], []],
    ['ops/east-and-west-yard', [], ['east', 'west-yard']],
    ['ops/stop-easter', [], []],
    ['ops/ping-192-0-2-1', [], []],
    ['ops/stop', ['east.stop', 'yard.stop'], ['east', 'mill']],
    ['ops/stop', ['east.stop', 'host.stop'], []],
    ['ops/stop', ['host.stop'], []],
    ['ops/stop', [], []],
  ])('%s, run as %j', (path, capabilities, expected) => {
    expect([...sitesAllowed(path, capabilities, lexicon)].sort()).toEqual(expected);
  });

  /** What is left to say of a script that may name some places. */
  function told(source: string, allowed: readonly string[]): string[] {
    const text = readText('ops/stop', 'shell', source);
    const literals = literalsIn(text, source, 'ops/stop', lexicon);
    return gradeLiterals('ops/stop', text, literals, new Set(allowed), []).map(({ value }) => value);
  }

  it('are no findings in it', () => {
    expect(told('ssh pve-east\n', ['east'])).toEqual([]);
    expect(told('ssh pve-east\n', ['mill', 'east'])).toEqual([]);
    expect(told('ssh pve-east\n', ['mill'])).toEqual(['pve-east']);
    expect(told('ssh pve-east\n', [])).toEqual(['pve-east']);
  });

  it('are findings in a list with another place', () => {
    const list = 'for site in east west-yard; do :; done\n';
    expect(told(list, ['east'])).toEqual(['east west-yard']);
    expect(told(list, ['east', 'west-yard'])).toEqual([]);
    const pattern = '[[ $site =~ ^(east|west-yard)$ ]]\n';
    expect(told(pattern, ['east'])).toEqual([]);
  });
});
