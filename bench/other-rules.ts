import type { Site } from './generate/site.ts';

/** The contracts that people would hold against a schema first. */
const MAIN = [
  'topology.sites',
  'startup.sequencing',
  'service.registry',
  'infra.storage.placement.policy',
  'infra.maintenance.transaction.contract',
  'ssh.targets',
  'vm.lifecycle',
  'backup.inventory',
  'services.health',
];

/** Keywords of the schemas that say something to this tool only. */
const OWN_KEYWORDS = new Set(['governed', 'expected']);

/** One rule for each of the nine contracts: it fits its schema. */
export function spectralRuleset(schemaOf: (kind: string) => string): object {
  const plain = (text: string): object =>
    JSON.parse(text, (key, value) => (OWN_KEYWORDS.has(key) ? undefined : value));
  const ruleOf = (kind: string) => ({
    given: '$',
    severity: 'error',
    // biome-ignore lint/suspicious/noThenProperty: the ruleset calls it so
    then: { function: 'schema', functionOptions: { schema: plain(schemaOf(kind)) } },
  });
  return {
    overrides: MAIN.map((kind) => ({
      files: [`**/*.${kind}.yaml`],
      rules: { [`fits-${kind.replaceAll('.', '-')}`]: ruleOf(kind) },
    })),
  };
}

/** Words, strings and cases of shell scripts that spell a site, a host, a NAS or an address of a LAN. */
export function placeRules(sites: readonly Site[]): string {
  const names = sites.flatMap((site) => [site.id, site.hypervisor, site.nas]).join('|');
  const lans = sites.map((site) => site.lan.replaceAll('.', '\\.')).join('|');
  const rule = (id: string, kind: string, regex: string) =>
    `id: ${id}\nlanguage: bash\nseverity: error\nmessage: names a place\nrule:\n  kind: ${kind}\n  regex: '${regex}'\n`;
  return ['word', 'string_content', 'raw_string', 'variable_name']
    .map((kind) => rule(`place-in-${kind.replaceAll('_', '-')}`, kind, `(^|[^\\w])(${names}|(${lans})\\.)`))
    .join('---\n');
}
