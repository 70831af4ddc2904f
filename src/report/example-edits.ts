import type { Edit } from '../gate/gate.ts';

/** An edit of an example as the lines of a difference; « and » mark where a finding has to be. */
export function editText(edit: Edit): string {
  if ('remove' in edit) return `# ${edit.file} is removed`;
  if ('content' in edit) return [`# ${edit.file}`, ...prefixed('+', edit.content)].join('\n');
  const removed = 'find' in edit ? prefixed('-', edit.find) : [`- ${edit.from} … up to ${edit.to.trim()}`];
  return [`# ${edit.file}`, ...removed, ...prefixed('+', edit.replace)].join('\n');
}

const prefixed = (sign: string, text: string): string[] =>
  text === '' ? [] : text.split('\n').map((line) => `${sign} ${line}`);
