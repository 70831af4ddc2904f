import type { ContractTypes } from '../contract/generated/index.ts';
import { Refusal } from '../finding/refusal.ts';
import { decode } from '../load/decode.ts';
import { lineStarts, placeOf } from '../load/lines.ts';
import { parseYaml } from '../load/parse-yaml.ts';
import type { Tree } from '../load/tree.ts';
import { validateContract } from '../validate/validate.ts';

/** The file at the estate's root that configures this tool; all of it is optional. */
export const SETTINGS_FILE = 'gates.yaml';

export type Settings = ContractTypes['gates'];

/** The estate's own configuration. A broken file ends the command: judging by half a configuration would mislead. */
export function readSettings(tree: Tree): Settings {
  if (!tree.has(SETTINGS_FILE)) return {};
  const { text } = decode(SETTINGS_FILE, settingsBytes(tree));
  const parsed = parseYaml(SETTINGS_FILE, text);
  const broken = parsed.problems[0];
  if (broken) refuse(text, spanOf(broken.at, parsed.locate), broken.message);
  if (parsed.data === null) return {};
  const wrong = validateContract('gates', parsed.data)[0];
  if (wrong) refuse(text, parsed.locate(wrong.path, wrong.on), wrong.message);
  return parsed.data as Settings;
}

function settingsBytes(tree: Tree): Uint8Array {
  try {
    return tree.read(SETTINGS_FILE);
  } catch {
    throw new Refusal(
      `${SETTINGS_FILE} cannot be read; expected a file`,
      'Mend or remove it: without it, the estate is judged by the usual settings.',
    );
  }
}

type Parsed = ReturnType<typeof parseYaml>;

function spanOf(at: Parsed['problems'][number]['at'], locate: Parsed['locate']) {
  return 'start' in at ? at : locate(at.path, at.on);
}

function refuse(text: string, span: { start: number; end: number }, message: string): never {
  const place = placeOf(SETTINGS_FILE, text, lineStarts(text), span);
  throw new Refusal(
    `${place.file}:${place.line}:${place.column}: ${message}`,
    'Mend the configuration; `gates schema gates` shows what it may hold.',
  );
}
