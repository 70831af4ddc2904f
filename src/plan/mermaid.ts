import { printable } from '../finding/printable.ts';
import { addTo } from '../grouping/groups.ts';
import { ACTIONS } from './actions.ts';
import type { Plan, Step } from './model.ts';

/** A plan as a flowchart: a box for each step, framed by site and phase, and an arrow for each wait. */
export function planMermaid({ steps }: Plan): string {
  const names = new Map(steps.map((step, index) => [step.id, `s${index + 1}`]));
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const title = `${step.site} ${step.phase}`;
    addTo(groups, title, step);
  }
  const frames = [...groups].flatMap(([title, own], index) => [
    `  subgraph g${index + 1}[${label(title)}]`,
    ...own.map((step) => `    ${names.get(step.id)}[${label(words(step))}]`),
    '  end',
  ]);
  const arrows = steps.flatMap((step) =>
    step.after.flatMap((id) => (names.has(id) ? [`  ${names.get(id)} --> ${names.get(step.id)}`] : [])),
  );
  return `${['flowchart TD', ...frames, ...arrows].join('\n')}\n`;
}

const words = (step: Step): string => `${ACTIONS[step.action].words} ${step.title}`;

/** Quotes and marks are written by their numbers; nothing else is special between quotes. */
const label = (text: string): string =>
  `"${printable(text).replaceAll(/["#&<>`\\]/g, (mark) => `#${mark.charCodeAt(0)};`)}"`;
