import type { Place } from '../../finding/place.ts';
import { printable } from '../../finding/printable.ts';
import { codeFrame, linesOf } from '../../report/frame.ts';
import { type Ink, inkFor } from '../../report/ink.ts';
import { isAsExpected, type TestedExample, type TestedGate } from './tested.ts';

/** What became of the examples: one line each, and the difference under those that are not as expected. */
export function testText(tested: readonly TestedGate[], colour: boolean): string {
  const ink = inkFor(colour);
  const blocks = tested.map((one) => gateBlock(one, ink));
  return `${[...blocks, summary(tested)].join('\n\n')}\n`;
}

function gateBlock({ gate, examples, lacks }: TestedGate, ink: Ink): string {
  return [
    `${ink.strong(gate.id)} ${ink.dim(`(${printable(gate.own?.file ?? '')})`)}`,
    ...lacks.map((lack) => `  ${ink.error('wrong')}    ${printable(lack)}`),
    ...examples.map((example) => exampleBlock(example, ink)),
  ].join('\n');
}

function exampleBlock(example: TestedExample, ink: Ink): string {
  const good = isAsExpected(example);
  const verdict = good ? ink.good('ok     ') : ink.error('differs');
  return [
    `  ${verdict}  ${example.kind}: ${printable(example.name)}`,
    ...(example.wrong === undefined ? [] : [`    ${printable(example.wrong)}`]),
    ...example.missing.flatMap((mark) => [
      `    ${ink.error('-')} expected here, not found: ${spot(mark)}`,
      ...frame(example, mark, ink),
    ]),
    ...example.surplus.flatMap(({ place, message }) => [
      `    ${ink.good('+')} found here, not expected: ${spot(place)}: ${printable(message)}`,
      ...frame(example, place, ink),
    ]),
  ].join('\n');
}

const spot = ({ file, line, column }: Place): string => `${printable(file)}:${line}:${column}`;

const frame = ({ textOf }: TestedExample, place: Place, ink: Ink): string[] =>
  codeFrame(linesOf(textOf(place.file)), place, ink.error, ink).map((line) => `      ${line}`);

function summary(tested: readonly TestedGate[]): string {
  const examples = tested.flatMap((one) => one.examples);
  const good = examples.filter(isAsExpected).length;
  const wrong = tested.filter((one) => !one.asExpected).length;
  const gates = tested.length === 1 ? '1 gate' : `${tested.length} gates`;
  const end = wrong === 0 ? '' : `; ${wrong === 1 ? '1 gate is' : `${wrong} gates are`} not as it should be`;
  return `${gates}, ${examples.length} examples: ${good} as expected, ${examples.length - good} not${end}.`;
}
