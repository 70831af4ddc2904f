import { subjectOf } from '../../../finding/subject.ts';
import type { Look } from '../../look.ts';
import type { Capability } from '../../model/capability.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import type { Sources } from '../../sources.ts';
import { capabilitySites } from './capability-marks.ts';
import { commandWords } from './command-words.ts';
import { executableOf } from './executable.ts';
import { rootVariablesOf, workingFolder } from './working-folder.ts';

/** Capabilities with the file that each runs and the sites of what it acts on or observes. */
export function joinCapabilities(sources: Sources, look: Look): Capability[] {
  return sources.of('capabilities').flatMap((document) => {
    const rows = RowAt.root(document).rows('capabilities');
    const rootVariables = rootVariablesOf(rows.flatMap((row) => row.text('cwd')?.value ?? []));
    return rows.flatMap((row) => capability(row, rootVariables, sources, look));
  });
}

function capability(
  row: RowAt,
  rootVariables: ReadonlySet<string>,
  sources: Sources,
  look: Look,
): Capability[] {
  const id = row.identity('id');
  if (!id) return [];
  const command = row.text('command');
  const argv = commandWords(command?.value ?? '');
  const from = workingFolder(row.text('cwd')?.value, rootVariables);
  const found = capabilitySites(row, id.value, argv, look);
  return [
    {
      subject: subjectOf('capability', id.value),
      at: id.at,
      id: id.value,
      argv,
      requires: row.texts('requires'),
      statedSites: row.texts('sites'),
      statedNodes: row.texts('nodes'),
      statedObserves: row.texts('observes'),
      observability: observes(row, id.value),
      facet: row.text('facet')?.value ?? 'observability',
      ...present({
        command,
        facetStated: row.text('facet'),
        executable: executableOf(argv, from, sources.tree),
        safety: row.text('safety')?.value,
        approval: row.text('approval')?.value,
        lifecycle: row.text('lifecycle')?.value,
        site: found.sites.length === 1 ? found.sites[0] : undefined,
      }),
      ...found,
    },
  ];
}

const LOOKS = /status|health|metrics|probe|monitor|inventory|report/i;

/** What changes things never observes; what says that it observes does; else its names tell. */
function observes(row: RowAt, id: string): boolean {
  const safety = row.text('safety')?.value;
  if (safety !== undefined && safety !== 'read-only') return false;
  if (row.has('observes') || row.has('facet')) return true;
  const names = [id, row.text('domain')?.value, row.text('command')?.value].join(' ');
  return safety === 'read-only' && LOOKS.test(names);
}
