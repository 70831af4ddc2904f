// Generated from schemas/capabilities.schema.json by "npm run generate". Edit that instead.

/**
 * The commands of the estate, under dotted names.
 */
export interface Capabilities {
  /**
   * Version of the shape of the contract.
   */
  version?: number | string | null;
  /**
   * When the contract was last changed.
   */
  updated?: string | null;
  /**
   * When the contract was last changed; other spelling of updated.
   */
  updated_at?: string | null;
  /**
   * Standing of the contract.
   */
  status?: string | number | boolean | null;
  /**
   * Who answers for the contract.
   */
  owner?: string | number | boolean | null;
  /**
   * Day on which somebody last compared the contract with the estate.
   */
  last_verified?: string | null;
  /**
   * What the contract covers.
   */
  scope?: string | number | boolean | null;
  /**
   * Words the entries may use.
   */
  schema?: unknown;
  /**
   * Commands by name.
   */
  capabilities: {
    [k: string]: Capability;
  };
}
/**
 * One command.
 */
export interface Capability {
  /**
   * What it does.
   */
  description?: unknown;
  /**
   * Shell line, relative to cwd.
   */
  command?: string | null;
  /**
   * Folder it runs in.
   */
  cwd?: string | number | boolean | null;
  /**
   * What it may change.
   */
  safety?: string | null;
  /**
   * Who must agree.
   */
  approval?: string | null;
  /**
   * How finished it is.
   */
  lifecycle?: string | null;
  /**
   * How finished it is.
   */
  status?: string | null;
  /**
   * What it writes.
   */
  outputs?: unknown;
  /**
   * Field of work.
   */
  domain?: string | null;
  /**
   * Where it acts.
   */
  plane?: string | number | boolean | null;
  /**
   * Words that class it.
   */
  tags?: (string | number)[] | null;
  /**
   * Capabilities it needs.
   */
  requires?: string[] | null;
  /**
   * Repository of the script.
   */
  implementation_repo?: string | number | boolean | null;
  /**
   * Path of the script.
   */
  implementation_path?: string | number | boolean | null;
  /**
   * Interfaces it calls.
   */
  touches_api?: unknown;
  /**
   * How arguments are passed.
   */
  arg_protocol?: string | number | boolean | null;
  /**
   * Arguments: words, or maps with a name.
   */
  args?:
    | (
        | string
        | {
            /**
             * Name of the argument.
             */
            name?: string | number | boolean | null;
            /**
             * Whether it must be given.
             */
            required?: string | number | boolean | null;
          }
      )[]
    | null;
  /**
   * Options.
   */
  flags?: unknown;
  /**
   * Calls to copy.
   */
  examples?: unknown;
  /**
   * Ways to run it.
   */
  modes?: unknown;
  /**
   * Remarks.
   */
  notes?: unknown;
  /**
   * How it logs in.
   */
  auth_model?: unknown;
  /**
   * What to do afterwards.
   */
  post_action?: unknown;
  /**
   * Files it writes.
   */
  produces_files?: unknown;
  /**
   * Sites it acts on.
   */
  sites?: (string | number)[] | null;
  /**
   * Nodes it acts on.
   */
  nodes?: string[] | null;
  /**
   * Part of the standard it serves.
   */
  facet?: string | null;
  /**
   * What it observes.
   */
  observes?: string[] | null;
}
