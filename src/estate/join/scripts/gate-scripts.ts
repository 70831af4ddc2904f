import { subjectOf } from '../../../finding/subject.ts';
import type { Tree } from '../../../load/tree.ts';
import type { Executable } from '../../model/capability.ts';
import type { GateRegister, GateScript } from '../../model/pack.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import { textOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';
import { commandWords } from '../capabilities/command-words.ts';
import { executableOf } from '../capabilities/executable.ts';
import { workingFolder } from '../capabilities/working-folder.ts';

/** The registers of the estate's own gates, every row with the file that it runs. */
export function joinGateRegisters(sources: Sources): GateRegister[] {
  return sources.of('gate.registry').map((document) => {
    const root = RowAt.root(document);
    const counts = root.child('gate_count');
    return {
      subject: subjectOf('contract', document.file),
      at: root.here,
      file: document.file,
      counts: present({
        total: counts.number('total'),
        active: counts.number('active'),
        retired: counts.number('retired'),
      }),
      categories: root.rows('categories').flatMap((row) => row.identity('id') ?? []),
      ...present({ categoriesAt: root.has('categories') ? root.child('categories').here : undefined }),
      gates: root.rows('gates').flatMap((row) => gateScript(row, sources.tree)),
    };
  });
}

function gateScript(row: RowAt, tree: Tree): GateScript[] {
  const id = row.identity('id');
  if (!id) return [];
  const checkScript = row.text('check_script');
  return [
    {
      subject: subjectOf('gate-script', id.value),
      at: id.at,
      id: id.value,
      description: textOf(row.row.description)?.trim() ?? '',
      retired: isRetired(row),
      inline: row.flag('inline') === true,
      reportsOnly: row.flag('warn_only') === true || /^report/i.test(row.text('mode')?.value ?? ''),
      compositeOf: row.texts('composite_of'),
      ...present({
        name: row.text('name'),
        category: row.text('category'),
        severity: row.text('severity'),
        checkScript,
        executable: checkScript && checked(checkScript.value, tree),
        compositeParent: row.text('composite_parent'),
      }),
    },
  ];
}

const isRetired = (row: RowAt): boolean =>
  row.flag('retired') ?? /^(retired|removed|deprecated)$/i.test(row.text('status')?.value ?? '');

/** A lone file name is a file at the estate's root, not a program on PATH. */
function checked(command: string, tree: Tree): Executable | undefined {
  const words = commandWords(command);
  const first = words[0] ?? '';
  const isFile = !first.includes('/') && (tree.has(first) || /\.(sh|bash|py)$/.test(first));
  return executableOf(
    isFile ? [`./${first}`, ...words.slice(1)] : words,
    workingFolder('.', new Set()),
    tree,
  );
}
