import type { Tree } from 'web-tree-sitter';

/**
 * What the library's cursor calls itself. That cursor carries its place into the parser's memory before each question
 * and back after each step, which costs more than the questions; the place is left there instead. These names are
 * beneath the library's API, so its version is pinned. All of them mean the place that was left last.
 */
export interface TreeCalls {
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_node_has_error_wasm(tree: number): number;
  _ts_tree_cursor_new_wasm(tree: number): void;
  _ts_tree_cursor_delete_wasm(tree: number): void;
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
}

/** A walk through a tree from its root. There is one place for all walks: one ends before another begins. */
export class Walk {
  readonly #calls: TreeCalls;
  readonly #tree: number;
  /** Whether the text does not fit the grammar somewhere. */
  readonly isBroken: boolean;

  constructor(calls: TreeCalls, tree: Tree) {
    this.#calls = calls;
    this.#tree = (tree as unknown as readonly number[])[0]!;
    calls._ts_tree_root_node_wasm(this.#tree);
    this.isBroken = calls._ts_node_has_error_wasm(this.#tree) !== 0;
    calls._ts_tree_cursor_new_wasm(this.#tree);
  }

  /** The number of the node's type in the grammar. */
  get type(): number {
    return this.#calls._ts_tree_cursor_current_node_type_id_wasm(this.#tree);
  }

  /** The number of the node's role in its parent; 0 for none. */
  get field(): number {
    return this.#calls._ts_tree_cursor_current_field_id_wasm(this.#tree);
  }

  /** In UTF-16 units, as is `end`. */
  get start(): number {
    return this.#calls._ts_tree_cursor_start_index_wasm(this.#tree);
  }

  get end(): number {
    return this.#calls._ts_tree_cursor_end_index_wasm(this.#tree);
  }

  /** Whether there was a place to go to, as of `next`. */
  down(): boolean {
    return this.#calls._ts_tree_cursor_goto_first_child_wasm(this.#tree) === 1;
  }

  next(): boolean {
    return this.#calls._ts_tree_cursor_goto_next_sibling_wasm(this.#tree) === 1;
  }

  up(): void {
    this.#calls._ts_tree_cursor_goto_parent_wasm(this.#tree);
  }

  /** Gives the place back. */
  leave(): void {
    this.#calls._ts_tree_cursor_delete_wasm(this.#tree);
  }
}
