import type { ContractTypes } from '../contract/generated/index.ts';
import type { Tree } from '../load/tree.ts';
import { readOwnFile } from './own-file.ts';
import { SETTINGS_FILE } from './settings-file.ts';

export type Settings = ContractTypes['gates'];

/** The estate's own configuration. A broken file ends the command: judging by half a configuration would mislead. */
export const readSettings = (tree: Tree): Settings => readOwnFile(tree, SETTINGS_FILE, 'gates', HINTS) ?? {};

const HINTS = {
  unreadable: 'Mend or remove it: without it, the estate is judged by the usual settings.',
  malformed: 'Mend the configuration; `gates schema gates` shows what it may hold.',
};
