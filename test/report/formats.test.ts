import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { FORMATS, rendererOf } from '../../src/report/format.ts';
import type { Reported } from '../../src/report/reported.ts';
import { counts } from '../../src/result/result.ts';
import { awkward, crashed, ODD_NAME, ODD_VALUE, reported } from './reported.ts';
import { sarifProblems } from './sarif-validator.ts';
import { parseXml } from './xml.ts';

const PLAIN = { colour: false, quiet: false };

let run: Reported;
let open: readonly Finding[];
let texts: Readonly<Record<string, string>>;

beforeAll(async () => {
  run = await awkward();
  open = run.result.findings.filter(counts);
  const pairs = FORMATS.map(async (format) => [format, (await rendererOf(format))(run, PLAIN)]);
  texts = Object.fromEntries(await Promise.all(pairs));
});

test('the run has what formats trip over', () => {
  const outcomes = new Set(run.result.gates.map((gate) => gate.outcome));
  expect([...outcomes].sort()).toEqual(['blocked', 'failed', 'passed', 'vacuous']);
  expect(run.result.findings.some((one) => one.waived)).toBe(true);
  expect(run.result.findings.some((one) => one.baselined)).toBe(true);
  expect(run.result.findings.some((one) => one.related.length > 0)).toBe(true);
});

test('text says so when no contract declares a site', async () => {
  const sentence = 'No contract declares a site, so no site was held to the standard';
  const report = await rendererOf('text');
  expect(texts.text).not.toContain(sentence);
  expect(report({ ...run, result: { ...run.result, sites: [] } }, PLAIN)).toContain(sentence);
});

test.each(['text', 'junit', 'markdown'])('%s tells the line and column of every finding', (format) => {
  const missing = open.filter(({ place }) => !texts[format]!.includes(`:${place.line}:${place.column}`));
  expect(missing).toEqual([]);
});

test.each([40, 60, 80, 120])('text fits a terminal of %i columns, and loses no word', async (columns) => {
  const report = await rendererOf('text');
  const folded = report(run, { ...PLAIN, columns });
  const long = folded.split('\n').filter((line) => line.length > columns);
  const longestWord = (line: string) => Math.max(...line.split(' ').map((word) => word.length));
  // A word that has no room is not torn, and a source line keeps room for its span.
  expect(long.filter((line) => longestWord(line) < columns - 20 && !line.includes('│'))).toEqual([]);
  expect(columns < 60 ? [] : long.filter((line) => line.includes('│'))).toEqual([]);
  const words = (text: string) => text.replaceAll(/^.*│.*$/gm, '').split(/\s+/);
  expect(words(folded)).toEqual(words(report(run, PLAIN)));
});

test('a table of Markdown folds vacuous gates into one line', () => {
  const vacuous = run.result.gates.filter(({ outcome }) => outcome === 'vacuous');
  expect(vacuous.length).toBeGreaterThan(1);
  const page = texts.markdown!;
  expect(page).toContain(`<details><summary>${vacuous.length} gates have nothing to examine</summary>`);
  for (const { id } of vacuous) expect(page.split(`\`${id}\``)).toHaveLength(2);
});

test('text tells many vacuous gates in one line, and a few in a line each', async () => {
  const text = await rendererOf('text');
  const vacuousLines = (count: number) => {
    const gates = Array.from({ length: count }, (_, at) => ({
      ...run.result.gates[0]!,
      id: `family${at % 2}/law-${at}`,
      outcome: 'vacuous' as const,
      reason: 'no row',
    }));
    const result = { ...run.result, gates };
    return text({ ...run, result }, PLAIN)
      .split('\n')
      .filter((line) => line.startsWith('vacuous: '));
  };
  expect(vacuousLines(2)).toEqual(['vacuous: family0/law-0: no row', 'vacuous: family1/law-1: no row']);
  expect(vacuousLines(7)).toEqual([
    'vacuous: 7 gates have nothing to examine: 4 of family0, 3 of family1; `gates check --list` names them.',
  ]);
});

test.each(FORMATS.filter((format) => format !== 'json'))('%s lets no control character through', (format) => {
  expect(texts[format]!.match(/[^\P{C}\n]/gu)).toBeNull();
});

describe('sarif', () => {
  interface Region {
    startLine: number;
    startColumn: number;
    endLine: number;
    endColumn: number;
    snippet?: { text: string };
  }
  interface SarifResult {
    ruleId: string;
    ruleIndex: number;
    locations: {
      physicalLocation: { artifactLocation: { uri: string; uriBaseId: string }; region: Region };
    }[];
    relatedLocations?: unknown[];
    partialFingerprints: Record<string, string>;
    suppressions: { kind: string; status: string; justification: string }[];
    baselineState: string;
  }
  const runOf = (text: string) => JSON.parse(text).runs[0];
  const results = (): SarifResult[] => runOf(texts.sarif!).results;
  const resultsOf = (gate: string) => results().filter((one) => one.ruleId === gate);

  test('is valid for an independent validator: findings of every kind, a broken gate, nothing found', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gates-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const runs = [
      { ...run, repository: 'https://git.example.org/estate.git' },
      crashed(run, 'guests/placed'),
      await reported({}, ['guests/owned']),
    ];
    const render = await rendererOf('sarif');
    const files = runs.map((one, index) => {
      const file = join(folder, `${index}.sarif`);
      writeFileSync(file, render(one, PLAIN));
      return file;
    });
    expect(sarifProblems(files)).toEqual([]);
  });

  test('has a rule for every gate, from its file', () => {
    const { rules } = runOf(texts.sarif!).tool.driver;
    expect(rules.map((rule: { id: string }) => rule.id)).toEqual(run.result.gates.map((gate) => gate.id));
    const { gate } = run.runs[0]!;
    expect(rules[0].shortDescription.text).toContain(gate.title);
    expect(rules[0].fullDescription.text).toContain(gate.why);
    expect(rules[0].help.text).toContain(gate.fix);
    expect(rules[0].help.markdown).toContain(gate.fix);
    expect(results().every(({ ruleId, ruleIndex }) => rules[ruleIndex].id === ruleId)).toBe(true);
  });

  test('has regions that count UTF-16 code units, behind astral characters too', () => {
    expect(runOf(texts.sarif!).columnKind).toBe('utf16CodeUnits');
    const { region } = resultsOf('guests/backed-up')[0]!.locations[0]!.physicalLocation;
    const line = run.textOf(ODD_NAME).split('\n')[region.startLine - 1]!;
    expect(line.slice(region.startColumn - 1, region.endColumn - 1)).toBe(ODD_VALUE);
    expect(region.snippet?.text).toBe(ODD_VALUE);
  });

  test('has paths from the git root, percent-encoded, below a base', () => {
    const { artifactLocation } = resultsOf('guests/backed-up')[0]!.locations[0]!.physicalLocation;
    expect(artifactLocation.uri).toMatch(/^[A-Za-z0-9%/._-]+$/);
    expect(decodeURIComponent(artifactLocation.uri)).toBe(`sub folder/${ODD_NAME}`);
    expect(runOf(texts.sarif!).originalUriBaseIds).toHaveProperty(artifactLocation.uriBaseId);
  });

  test('keeps waived and baselined findings as suppressed results', () => {
    const kinds = (gate: string) => resultsOf(gate).map((one) => one.suppressions.map(({ kind }) => kind));
    expect(kinds('guests/owned')).toEqual([['external']]);
    expect(resultsOf('guests/owned')[0]!.suppressions[0]).toMatchObject({
      status: 'accepted',
      justification: expect.stringContaining('it goes | away <soon>'),
    });
    expect(kinds('guests/placed')).toEqual([['external']]);
    expect(resultsOf('guests/placed')[0]!.baselineState).toBe('unchanged');
    expect(kinds('guests/backed-up')).toEqual([[]]);
    expect(resultsOf('guests/backed-up')[0]!.baselineState).toBe('new');
  });

  test('carries fingerprints and related places', () => {
    expect(results().map((one) => one.partialFingerprints.primaryLocationLineHash)).toEqual(
      run.result.findings.map((finding) => finding.fingerprint),
    );
    const related = run.result.findings.map((finding) => finding.related.length);
    expect(results().map((one) => one.relatedLocations?.length ?? 0)).toEqual(related);
  });

  test('tells the exit code, and which gates judged nothing', async () => {
    const broken = crashed(run, 'guests/placed');
    const log = runOf((await rendererOf('sarif'))(broken, PLAIN));
    const [{ exitCode, executionSuccessful, toolExecutionNotifications }] = log.invocations;
    expect([exitCode, executionSuccessful]).toEqual([2, false]);
    const told = toolExecutionNotifications.map((one: { associatedRule: { id: string }; level: string }) => [
      one.associatedRule.id,
      one.level,
    ]);
    expect(told).toEqual(
      broken.result.gates.flatMap(({ id, outcome }) => {
        const level = { crashed: 'error', blocked: 'warning', vacuous: 'note' }[outcome as 'crashed'];
        return level ? [[id, level]] : [];
      }),
    );
  });
});

describe('junit', () => {
  test('is well-formed, a suite for each gate and a case for each subject', () => {
    const suites = parseXml(texts.junit!).children;
    expect(suites.map((suite) => suite.attributes.name)).toEqual(run.result.gates.map((gate) => gate.id));
    const placed = suites.find((suite) => suite.attributes.name === 'guests/owned')!;
    const gate = run.result.gates.find((one) => one.id === 'guests/owned')!;
    expect(placed.children.map((one) => one.attributes.name)).toEqual(gate.examined);
  });

  test('counts what it holds', () => {
    const root = parseXml(texts.junit!);
    const cases = root.children.flatMap((suite) => suite.children);
    const having = (name: string) =>
      cases.filter((one) => one.children.some((child) => child.name === name)).length;
    expect(root.attributes).toMatchObject({
      tests: String(cases.length),
      failures: String(having('failure')),
      errors: String(having('error')),
      skipped: String(having('skipped')),
    });
    const outcomes = run.result.gates.map((gate) => gate.outcome);
    expect(having('skipped')).toBe(outcomes.filter((one) => one === 'vacuous').length);
    expect(having('error')).toBe(outcomes.filter((one) => one === 'blocked').length);
  });

  test('fails the cases of findings that count, with their words, and no others', () => {
    const cases = parseXml(texts.junit!).children.flatMap((suite) => suite.children);
    const failed = cases.filter((one) => one.children.some((child) => child.name === 'failure'));
    const expected = new Set(open.map((finding) => `${finding.gate} ${finding.subject}`));
    expect(new Set(failed.map(({ attributes: { classname, name } }) => `${classname} ${name}`))).toEqual(
      expected,
    );
    const { text } = failed.find((one) => one.attributes.classname === 'guests/backed-up')!.children[0]!;
    expect(text).toContain('<b>|`x`&%0A::error::]]>');
  });
});

describe('github', () => {
  /** A workflow command as the runner reads it. */
  function commandIn(line: string) {
    const match = /^::(error|warning|notice) ([^:]*)::(.*)$/.exec(line);
    if (!match) return [];
    const decode = (text: string) =>
      text.replace(/%(25|0D|0A|3A|2C)/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
    const pairs = match[2]!.split(',').map((pair) => pair.split('=').map(decode));
    return [{ level: match[1], properties: Object.fromEntries(pairs), message: decode(match[3]!) }];
  }
  const commands = () => texts.github!.split('\n').flatMap(commandIn);

  test('annotates every finding that counts at its exact place, errors first', () => {
    const found = commands().filter(({ properties, level }) => properties.file && level !== 'notice');
    const wanted = [...open].sort((a, b) => (a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0));
    expect(
      found.map(({ level, properties: { file, line, col, title } }) => [level, file, line, col, title]),
    ).toEqual(
      wanted.map(({ severity, place, gate }) => [
        severity,
        `sub folder/${place.file}`,
        String(place.line),
        String(place.column),
        gate,
      ]),
    );
    expect(found.every(({ message }, index) => message.includes(`${wanted[index]!.place.line}:`))).toBe(true);
  });

  test('keeps a command in a name from being one', () => {
    const { message } = commands().find(({ properties }) => properties.title === 'guests/backed-up')!;
    expect(message).toContain('%0A::error::');
    expect(texts.github!.split('\n').filter((line) => line.startsWith('::error::'))).toEqual([]);
  });

  test('shows waived findings as notices, and says when GitHub shows fewer than there are', async () => {
    expect(commands().filter(({ level }) => level === 'notice')).toHaveLength(1);
    expect(texts.github).not.toContain('annotates the first');
    const many = Array.from({ length: 11 }, () => open.find((one) => one.severity === 'error')!);
    const more = { ...run, result: { ...run.result, findings: many } };
    expect((await rendererOf('github'))(more, PLAIN)).toContain('the first 10 of 11 errors');
  });
});

describe('markdown', () => {
  interface MarkdownNode {
    readonly type: string;
    readonly value?: string;
    readonly children?: readonly MarkdownNode[];
  }
  const words = ({ value = '', children = [] }: MarkdownNode): string => value + children.map(words).join('');
  const tables = (): string[][][] => {
    const tree = fromMarkdown(texts.markdown!, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    const found = (tree.children as readonly MarkdownNode[]).filter((node) => node.type === 'table');
    return found.map((table) => table.children!.map((row) => row.children!.map(words)));
  };

  test('has the parity matrix: a row for each facet that was judged, a column for each site', () => {
    const [matrix] = tables();
    expect(matrix![0]).toEqual(['facet', 'home', 'shop', 'template-site (planned)']);
    const sequencing = matrix!.find(([facet]) => facet!.startsWith('sequencing'))!;
    expect(sequencing.slice(1)).toEqual([
      expect.stringMatching(/^ok \d+$/),
      expect.stringMatching(/^gap \d+$/),
      '-',
    ]);
  });

  test('has a row for each finding, with the words of the estate as they are', () => {
    const [, findings] = tables();
    expect(findings!.slice(1).map(([place]) => place)).toEqual(
      open.map(({ place }) => `sub folder/${place.file}:${place.line}:${place.column}`),
    );
    const row = findings!.find(([, , , gate]) => gate === 'guests/backed-up')!;
    expect(row[2]).toContain('😀 <b>|`x`&%0A::error::]]>');
  });
});
