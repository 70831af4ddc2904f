/** What is mutated together, and the tests that are to notice: the room's own first, since they are the fastest to fail. */
export interface Room {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
  readonly ignore: readonly string[];
  /** Whether test files stay loaded between mutants: right only for code whose results no test remembers. */
  readonly remember: boolean;
  /** The tests that try what survives once more, in a process of their own. */
  readonly alone?: readonly string[];
}

/** Tests that compare generated files with the sources, which mutation rewrites. */
const OF_SOURCES = ['test/validate/schemas.test.ts'];

/** A whole estate with every known defect. */
const GAPPED = ['test/gates/gapped.test.ts'];
/** Whole estates, judged by gates: what a test of the room does not tell apart, one of these may. */
const JUDGED = ['test/gates/!(examples).test.ts', 'test/gates/examples.test.ts'];
/** The examples of all gates, fields that are left out and texts take minutes, and hardly bend a script. */
const JUDGED_BY_SCRIPTS = ['test/gates/!(examples|absent-fields|wording).test.ts'];
/** Thirty estates for what the examples of contracts/parse show. */
const BROKEN = 'test/gates/broken-file.test.ts';

export const ROOMS: Readonly<Record<string, Room>> = {
  gates: {
    mutate: ['gates/*/*.ts'],
    tests: ['test/gates/examples.test.ts', 'test/gates/*.test.ts'],
    ignore: [BROKEN],
    remember: true,
  },
  load: room('load', 'src/load/**/*.ts', 'documents', GAPPED),
  validate: room('validate', 'src/validate/*.ts', 'sentences', GAPPED),
  scripts: room('scripts', 'src/scripts/**/*.ts', 'readings', JUDGED_BY_SCRIPTS),
  join: room('estate', 'src/estate/join/**/*.ts', 'models', JUDGED),
};

/** `first`: the test of the room that notices most, so that most mutants cost no other. */
function room(name: string, mutate: string, first: string, judged: readonly string[]): Room {
  return {
    mutate: [mutate],
    tests: [`test/${name}/${first}.test.ts`, `test/${name}/**/*.test.ts`, ...judged],
    ignore: [...OF_SOURCES, BROKEN],
    remember: false,
    alone: [`test/${name}/${first}.test.ts`],
  };
}
