import type { Reported } from '../reported.ts';
import { invocationOf } from './invocation.ts';
import { locator, SOURCE_ROOT } from './regions.ts';
import { resultOf } from './results.ts';
import { ruleOf } from './rules.ts';

/** A SARIF 2.1.0 log of one run. Columns count UTF-16 code units from 1; paths are relative to the git root. */
export function sarifReport(run: Reported): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(run)],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function runOf(run: Reported) {
  const { result, runs, textOf } = run;
  const indices = new Map(runs.map(({ gate }, index) => [gate.id, index]));
  const context = {
    locate: locator(result.estate.root, textOf),
    ruleIndex: (gate: string) => indices.get(gate)!,
    baseline: result.findings.some(({ baselined, older }) => baselined || older),
  };
  return {
    tool: { driver: driverOf(run) },
    invocations: [invocationOf(run)],
    ...provenanceOf(run),
    originalUriBaseIds: {
      [SOURCE_ROOT]: { description: { text: 'The root of the git work tree that holds the estate.' } },
    },
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    results: result.findings.map((finding) => resultOf(finding, context)),
    properties: { estate: result.estate, sites: result.sites, summary: result.summary },
  };
}

const driverOf = ({ result, runs }: Reported) => ({
  name: result.tool.name,
  version: result.tool.version,
  semanticVersion: result.tool.version,
  language: 'en',
  rules: runs.map(({ gate }) => ruleOf(gate)),
});

/** Only where the repository has an address that others can reach, and a commit. */
function provenanceOf({ result, repository }: Reported) {
  const { commit } = result.estate;
  if (repository === undefined || commit === null) return {};
  return {
    versionControlProvenance: [
      { repositoryUri: repository, revisionId: commit, mappedTo: { uriBaseId: SOURCE_ROOT } },
    ],
  };
}
