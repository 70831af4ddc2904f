import { KIND_RULES, usualFile } from '../../contract/kinds.ts';
import { Refusal } from '../../finding/refusal.ts';
import { schemaFile } from './modeline.ts';

export const VSCODE_SETTINGS = '.vscode/settings.json';

const KEY = '"yaml.schemas"';

/** White space, which a byte order mark is too, and comments. */
const BLANK = String.raw`(?:\s|//[^\n]*(?:\n|$)|/\*(?:[^*]|\*(?!/))*\*/)*`;
const OPENS = new RegExp(String.raw`^${BLANK}\{`);
const CLOSES = new RegExp(String.raw`^${BLANK}\}`);

/** The settings with the associations of all YAML kinds; every other byte of settings that are there stays. */
export function withAssociations(settings: string | undefined): string {
  const block = JSON.stringify(associations(), null, 2).replaceAll('\n', '\n  ');
  if (settings === undefined || settings.trim() === '') return `{\n  ${KEY}: ${block}\n}\n`;
  if (settings.includes(block)) return settings;
  const open = OPENS.exec(settings)?.[0];
  if (open === undefined || settings.includes(KEY)) {
    const found = open === undefined ? 'is no JSON object' : `has ${KEY} already`;
    throw new Refusal(`${VSCODE_SETTINGS} ${found}, and is left as it is`, `Add by hand:\n${KEY}: ${block}`);
  }
  const rest = settings.slice(open.length);
  const comma = CLOSES.test(rest) ? '' : ',';
  return `${open}\n  ${KEY}: ${block}${comma}${rest.startsWith('\n') || rest.startsWith('\r') ? '' : '\n  '}${rest}`;
}

/** Patterns of file names by schema, as the YAML extension takes them. */
function associations(): Record<string, readonly string[]> {
  const kinds = KIND_RULES.filter((rule) => rule.format === 'yaml').map((rule) => {
    const names =
      rule.folder === undefined
        ? rule.stems.flatMap((stem) => [`${stem}.yaml`, `*.${stem}.yaml`, `${stem}.*.yaml`])
        : rule.stems.map((stem) => `${rule.folder}/${stem}.yaml`);
    const usual = rule.folder === undefined ? [usualFile(rule.kind)] : [];
    return [`./${schemaFile(rule.kind)}`, [...new Set([...usual, ...names])]] as const;
  });
  return Object.fromEntries([...kinds, [`./${schemaFile('gates')}`, ['/gates.yaml']]]);
}
