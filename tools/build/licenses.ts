import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The license texts of every package whose code is in the bundle, for shipping beside it. */
export function licenseTexts(bundled: readonly string[]): string {
  const folders = [...new Set(bundled.flatMap(packageFolder))].sort();
  return folders.map(licenseOf).join('\n\n');
}

function packageFolder(input: string): string[] {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return match ? [match[1]!] : [];
}

function licenseOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[sc]e|copying)/i.test(entry));
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : '';
  return `${name} ${version} (${license})\n\n${text}`.trim();
}
