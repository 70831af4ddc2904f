import { createHash } from 'node:crypto';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Lets through a seeded share of the mutants, drawn one by one: MUTATION_SAMPLE from 0 to 1, MUTATION_SEED. */
class Sample {
  share = Number(process.env.MUTATION_SAMPLE ?? 1);
  seed = process.env.MUTATION_SEED ?? '1';

  async init() {}

  async check(mutants) {
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, this.isDrawn(mutant) ? DRAWN : LEFT_OUT]));
  }

  group(mutants) {
    return [mutants.map(({ id }) => id)];
  }

  isDrawn({ fileName, location: { start, end }, mutatorName, replacement }) {
    const file = fileName.replace(/^.*\/(?=(?:src|gates)\/)/, '');
    const name = [this.seed, file, start.line, start.column, end.line, end.column, mutatorName, replacement];
    const draw = createHash('sha256').update(JSON.stringify(name)).digest().readUInt32BE(0);
    return draw / 2 ** 32 < this.share;
  }
}

const DRAWN = { status: 'passed' };
/** The one status of a checker that keeps a mutant out of the score. */
const LEFT_OUT = { status: 'compileError', reason: 'not drawn into the sample' };

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sample)];
