import { nearest } from '../../finding/suggest.ts';
import type { Fields, Shape } from '../shape.ts';
import { BINDING } from './allowed.ts';
import { type Ast, type Call, callOf, ExpressionProblem, partsOf } from './ast.ts';

type Scope = ReadonlyMap<string, Shape | undefined>;

/** Throws for a name or a key that the model does not have. */
export function demandKnownFields(ast: Ast, scope: Fields): void {
  const names = Object.entries(scope.fields).map(([name, { shape }]) => [name, shape] as const);
  shapeOf(ast, new Map(names));
}

/** The shape of a node's value, where it can be told; every part of the node is looked at. */
function shapeOf(ast: Ast, scope: Scope): Shape | undefined {
  if (ast.op === 'id') return named(ast, scope);
  if (ast.op === '.') return fieldOf(ast, scope);
  const call = callOf(ast);
  if (call?.receiver && BINDING.includes(call.name)) return bound(call, call.receiver, scope);
  const parts = partsOf(ast).map((part) => shapeOf(part, scope));
  const [first] = parts;
  return ast.op === '[]' && first?.kind === 'list' ? first.of : undefined;
}

function named(ast: Ast, scope: Scope): Shape | undefined {
  const name = ast.args as string;
  if (scope.has(name)) return scope.get(name);
  throw new ExpressionProblem(
    unknown(`no such name: "${name}"`, name, [...scope.keys()]),
    ast.start,
    ast.end,
  );
}

function fieldOf({ args, end }: Ast, scope: Scope): Shape | undefined {
  const [left, name] = args as [Ast, string];
  const shape = shapeOf(left, scope);
  if (shape?.kind !== 'fields') return undefined;
  const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
  if (field) return field.shape;
  const message = unknown(`${shape.name} has no "${name}"`, name, Object.keys(shape.fields));
  throw new ExpressionProblem(message, end - name.length, end);
}

/** `list.all(item, …)`: the name stands for an item of the list in the arguments that follow. */
function bound({ name, args }: Call, receiver: Ast, scope: Scope): Shape | undefined {
  const list = shapeOf(receiver, scope);
  const [variable, ...bodies] = args;
  const inner = new Map(scope);
  if (variable?.op === 'id') inner.set(variable.args as string, list?.kind === 'list' ? list.of : undefined);
  const shapes = bodies.map((body) => shapeOf(body, inner));
  if (name === 'filter') return list;
  const last = shapes.at(-1);
  return name === 'map' && last ? { kind: 'list', of: last } : undefined;
}

function unknown(what: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return `${what}; ${near ? `did you mean "${near}"?` : `there are ${known.join(', ')}`}`;
}
