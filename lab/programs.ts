import { resolve } from 'node:path';

/** The programs of the lab, bundled by setup.ts before its tests. */
export const PROGRAMS = resolve('.vitest/lab');
