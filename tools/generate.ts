import { gatesDoc } from './generate/gates-doc.ts';
import { gatesIndex } from './generate/gates-index.ts';
import { outlines } from './generate/outlines.ts';
import { ownModel } from './generate/own-model.ts';
import { readme } from './generate/readme.ts';
import { settle } from './generate/settle.ts';
import { types } from './generate/types.ts';
import { validators } from './generate/validators.ts';

/** Every step yields the files it generates; `--check` compares them with the tree instead of writing. */
const STEPS = [types, validators, outlines, gatesIndex, gatesDoc, ownModel, readme];

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const step of STEPS) stale.push(...settle(await step(), check));
for (const file of stale) console.error(`${file} is not up to date: run "npm run generate" and commit it`);
if (stale.length > 0) process.exitCode = 1;
