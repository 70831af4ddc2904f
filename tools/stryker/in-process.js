import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { commonTokens, declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { collectTests, getFn, getHooks, startTests } from '@vitest/runner';
import fastGlob from 'fast-glob';

/**
 * Runs the tests of the house in one process that has loaded all modules once: a mutant costs the tests that it
 * concerns, not the seconds of a start. Test files are loaded anew for each mutant, since they remember what they read.
 */
class InProcessRunner {
  static inject = [commonTokens.options, commonTokens.logger, 'globalNamespace'];

  constructor(options, log, namespace) {
    this.log = log;
    globalThis[namespace] ??= {};
    this.ns = globalThis[namespace];
    this.settings = options.inProcess;
    this.generation = 0;
    this.loaded = new Map();
  }

  /** Modules stay loaded: Stryker starts a new process for a mutant that acts while they load. */
  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    process.env.VITEST = 'true';
    process.env.NODE_ENV = 'test';
    const found = await Promise.all(
      this.settings.tests.map((glob) => fastGlob(glob, { ignore: this.settings.ignore })),
    );
    this.files = [...new Set(found.flat())];
  }

  async dryRun() {
    this.ns.activeMutant = undefined;
    const results = [];
    for (const file of this.files) results.push(...told(await this.fresh(file, true)));
    if (await this.isNoticedAlone({ id: 'none' }))
      return {
        status: DryRunStatus.Error,
        errorMessage: 'without a mutant the tests of the room fail alone',
      };
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: this.ns.mutantCoverage };
  }

  async mutantRun({ testFilter, hitLimit, activeMutant }) {
    const wanted = testFilter && new Set(testFilter);
    const files = this.files.filter((file) => !wanted || testFilter.some((id) => id.startsWith(`${file}#`)));
    Object.assign(this.ns, { hitLimit, hitCount: 0, activeMutant: activeMutant.id });
    const tests = await this.untilFailure(files, wanted);
    this.ns.activeMutant = undefined;
    const timeOut = determineHitLimitReached(this.ns.hitCount, hitLimit);
    if (
      !timeOut &&
      tests.every(({ status }) => status === TestStatus.Success) &&
      (await this.isNoticedAlone(activeMutant))
    )
      tests[0] = {
        ...tests[0],
        status: TestStatus.Failed,
        failureMessage: 'noticed in a process of its own',
      };
    return toMutantRunResult(timeOut ?? { status: DryRunStatus.Complete, tests });
  }

  /** Whether the tests of the room notice it in a process that has worked out nothing before: code keeps what it knows of words. */
  async isNoticedAlone({ id }) {
    const { alone } = this.settings;
    if (alone === undefined || this.files.length === 0) return false;
    const { VITEST: _, ...env } = process.env;
    const left = this.settings.ignore.flatMap((file) => ['--exclude', file]);
    const running = spawn(
      'node_modules/.bin/vitest',
      ['run', '--bail=1', '--maxWorkers=1', ...alone, ...left],
      {
        env: { ...env, __STRYKER_ACTIVE_MUTANT__: id },
        stdio: 'ignore',
      },
    );
    return (await new Promise((resolve) => running.on('close', resolve))) !== 0;
  }

  async untilFailure(files, wanted) {
    const results = [];
    for (const file of files) {
      if (this.settings.remember) results.push(...(await this.again(file, wanted)));
      else results.push(...told(await this.fresh(file, false)));
      if (results.some(({ status }) => status === TestStatus.Failed)) break;
    }
    return results;
  }

  /** A test file loaded anew and run: what it remembered of another mutant is gone. */
  async fresh(file, all) {
    this.generation += 1;
    const [run] = await startTests([path.resolve(file)], new FileRunner(this.generation, all, this.ns));
    return run;
  }

  /** The tests of a file that is loaded, for code whose results no test remembers: the checks of the gates. */
  async again(file, wanted) {
    if (!this.loaded.has(file)) {
      const active = this.ns.activeMutant;
      this.ns.activeMutant = undefined;
      this.generation += 1;
      const [collected] = await collectTests(
        [path.resolve(file)],
        new FileRunner(this.generation, false, this.ns),
      );
      this.loaded.set(file, collected);
      this.ns.activeMutant = active;
    }
    return rerun(this.loaded.get(file), wanted);
  }
}

/** Runs a suite's hooks and tests once more, as far as the first failure. */
async function rerun(suite, wanted) {
  const results = [];
  const tests = testsOf(suite).filter((test) => !wanted || wanted.has(idOf(test)));
  if (tests.length === 0) return results;
  try {
    for (const hook of getHooks(suite).beforeAll) await hook({}, suite);
  } catch (error) {
    return [{ ...toldOf(tests[0]), status: TestStatus.Failed, failureMessage: String(error) }];
  }
  for (const task of suite.tasks) {
    if (task.type === 'suite') results.push(...(await rerun(task, wanted)));
    else if (tests.includes(task)) results.push(await ran(task));
    if (results.at(-1)?.status === TestStatus.Failed) break;
  }
  return results;
}

async function ran(test) {
  const start = performance.now();
  try {
    await getFn(test)();
    return { ...toldOf(test), timeSpentMs: performance.now() - start, status: TestStatus.Success };
  } catch (error) {
    return { ...toldOf(test), status: TestStatus.Failed, failureMessage: String(error) };
  }
}

/** What @vitest/runner asks of whoever runs its tests. */
class FileRunner {
  config = {
    root: process.cwd(),
    setupFiles: [],
    name: undefined,
    passWithNoTests: true,
    testNamePattern: undefined,
    allowOnly: false,
    sequence: { seed: 1, hooks: 'stack', setupFiles: 'list' },
    chaiConfig: undefined,
    maxConcurrency: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    retry: 0,
    includeTaskLocation: false,
    tags: [],
    tagsFilter: undefined,
    strictTags: false,
  };
  failed = false;

  constructor(generation, all, ns) {
    Object.assign(this, { generation, all, ns });
  }

  importFile(file) {
    return import(`${pathToFileURL(file).href}?fresh=${this.generation}`);
  }

  onBeforeRunTask(test) {
    if (this.failed) test.mode = 'skip';
  }

  /** What the hooks of a suite run counts for its first test: a mutant that only they reach is no mutant without a test. */
  onBeforeRunSuite(suite) {
    const [first] = testsOf(suite);
    if (this.all && first) this.ns.currentTestId = idOf(first);
  }

  onBeforeTryTask(test) {
    if (this.all) this.ns.currentTestId = idOf(test);
  }

  onAfterRunTask(test) {
    this.ns.currentTestId = undefined;
    if (!this.all && test.result?.state === 'fail') this.failed = true;
  }
}

const testsOf = (suite) => suite.tasks.flatMap((task) => (task.type === 'suite' ? testsOf(task) : [task]));
const nameOf = (task) =>
  task.suite && task.suite !== task.file ? `${nameOf(task.suite)} ${task.name}` : task.name;
const idOf = (test) => `${path.relative(process.cwd(), test.file.filepath)}#${nameOf(test)}`;

/** The results of a file; one that could not be collected, or whose hook failed, is one failed test. */
function told(file) {
  const broken = brokenSuite(file);
  const tests = testsOf(file)
    .filter(({ result }) => result && result.state !== 'skip')
    .map(resultOf);
  if (broken === undefined) return tests;
  return [
    ...tests,
    {
      id: `${file.name}#`,
      name: file.name,
      timeSpentMs: 0,
      status: TestStatus.Failed,
      failureMessage: broken,
    },
  ];
}

function brokenSuite(suite) {
  if (suite.result?.errors?.length) return suite.result.errors[0].message;
  return suite.tasks
    .filter(({ type }) => type === 'suite')
    .map(brokenSuite)
    .find((message) => message !== undefined);
}

const toldOf = (test) => ({
  id: idOf(test),
  name: nameOf(test),
  timeSpentMs: 0,
  fileName: test.file.filepath,
});

function resultOf(test) {
  const shared = { ...toldOf(test), timeSpentMs: test.result.duration ?? 0 };
  if (test.result.state === 'pass') return { ...shared, status: TestStatus.Success };
  return {
    ...shared,
    status: TestStatus.Failed,
    failureMessage: test.result.errors?.[0]?.message ?? 'failed',
  };
}

createInProcessRunner.inject = ['$injector'];
function createInProcessRunner(injector) {
  return injector.provideValue('globalNamespace', '__stryker__').injectClass(InProcessRunner);
}

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'in-process', createInProcessRunner),
];
export const strykerValidationSchema = {
  properties: { inProcess: { type: 'object', properties: {}, additionalProperties: true } },
};
