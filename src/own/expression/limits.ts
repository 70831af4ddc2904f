/** Characters of one expression. */
export const MAX_EXPRESSION = 4000;

export const LIMITS = {
  maxAstNodes: 1000,
  maxDepth: 50,
  maxListElements: 200,
  maxMapEntries: 100,
  maxCallArguments: 8,
};

/** Steps that one expression may take for one entity; a step costs well under a microsecond. */
export const STEPS_PER_ENTITY = 1_000_000;

/** Steps that all expressions of one gate may take over all entities. */
export const STEPS_PER_GATE = 20_000_000;

/** Characters of a regular expression. */
export const MAX_PATTERN = 500;

/** Instructions of a regular expression's program. */
export const MAX_PROGRAM = 10_000;
