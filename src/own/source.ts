import type { DataPath, SpanAnchor } from '../finding/place.ts';
import type { Document } from '../load/document.ts';
import type { LoadProblem } from '../load/problem.ts';
import { ExpressionProblem } from './expression/ast.ts';
import { compile, type Expression } from './expression/compile.ts';
import { scalarOffset } from './scalar-offset.ts';
import type { Fields } from './shape.ts';
import { templateParts } from './template.ts';

type OwnDocument = Document<'own.gate'>;

/** An expression of a file, which knows where its characters stand. */
export interface PlacedExpression extends Expression {
  readonly at: (start: number, end: number) => SpanAnchor;
}

/** A part of a message: text, or an expression. */
export type MessagePart = { readonly text: string } | { readonly expression: PlacedExpression };

/** Compiles the texts of one file; what is wrong with them is kept, in their order. */
export class Source {
  readonly problems: LoadProblem[] = [];

  constructor(
    readonly document: OwnDocument,
    readonly scope: Fields,
  ) {}

  expression(key: 'where' | 'assert'): PlacedExpression | undefined {
    const text = this.document.data[key];
    if (text === undefined) return undefined;
    return this.#compiled(key, text, { start: 0, text }, 'truth');
  }

  message(): MessagePart[] {
    const template = this.document.data.message;
    const parts = templateParts(template);
    if (!Array.isArray(parts)) {
      this.#problem(parts.message, this.#placer('message', template, 0)(parts.start, parts.end));
      return [];
    }
    return parts.flatMap((part): MessagePart[] => {
      if ('text' in part) return [part];
      const expression = this.#compiled('message', template, { start: part.start, text: part.source }, 'any');
      return expression ? [{ expression }] : [];
    });
  }

  /** A problem at a value of the file. */
  refuse(message: string, ...path: (string | number)[]): void {
    this.#problem(message, { file: this.document.file, path, on: 'value' });
  }

  #compiled(
    key: string,
    value: string,
    part: { readonly start: number; readonly text: string },
    wanted: 'truth' | 'any',
  ): PlacedExpression | undefined {
    const at = this.#placer(key, value, part.start);
    try {
      return { ...compile(part.text, this.scope, wanted), at };
    } catch (error) {
      if (!(error instanceof ExpressionProblem)) throw error;
      this.#problem(
        `"${key}" is no expression that can be judged: ${error.message}`,
        at(error.start, error.end),
      );
      return undefined;
    }
  }

  /** Offsets of an expression as a place of the file. */
  #placer(key: string, value: string, shift: number): PlacedExpression['at'] {
    const { file, text, locate } = this.document;
    return (start, end) => {
      const span = locate([key] satisfies DataPath, 'value');
      const place = (offset: number) => scalarOffset(text, span, value, offset + shift);
      const from = place(start);
      return { file, start: from, end: Math.max(from + 1, end > start ? place(end - 1) + 1 : from) };
    };
  }

  #problem(message: string, at: LoadProblem['at']): void {
    this.problems.push({ kind: 'schema', message, at, fatal: true });
  }
}
