import { named } from '../../src/estate/ask/describe.ts';
import type { PowerEvent } from '../../src/estate/ask/nas-command-events.ts';
import { type PowerPath, powerPaths } from '../../src/estate/ask/nas-command-path.ts';
import { type PowerVerb, powersOf } from '../../src/estate/ask/nas-power.ts';
import { orderReadersOf } from '../../src/estate/ask/order-reader.ts';
import { hasOwnWindow } from '../../src/estate/ask/own-window.ts';
import { governedNas } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/capabilities.yaml';
const WINDOW = 'ops/plugins/infra/bin/infra-maintenance-window';
const OWN = 'command: "gates window run"\n';
const SHELL = 'command: "./ops/plugins/infra/bin/infra-maintenance-window"\n';
const WITHOUT_TOOL = { file: FILE, find: OWN, replace: SHELL };
const ONLY_ELSEWHERE = {
  file: FILE,
  find: '    sites: [shop, home]\n    nodes: [pve, nas-shop, pve-home, nas]\n    requires: [backup.status',
  replace: '    sites: [shop]\n    nodes: [pve, nas-shop]\n    requires: [backup.status',
};

export default defineGate<Node>({
  id: 'nas/called-in-order',
  title: 'What powers a site off stops its NAS last, and what brings it back starts its NAS first',
  why: 'A NAS that nothing calls for stays up until its power goes with volumes mounted; one that is called too early leaves hosts hanging on dead mounts.',
  fix: 'Call the stop of the NAS after the hosts are off and its start before they wake, or let "gates window run" do the window.',
  severity: 'error',
  reads: ['capabilities', 'topology.sites'],
  scripts: {
    triggers: [
      'poweroff',
      'synopoweroff',
      'wakeonlan',
      'etherwake',
      'ether-wake',
      'qm',
      'pct',
      'gates nas',
      'gates window',
    ],
  },
  unseen:
    'Estates where no script powers a host off, branches that exclude each other, and the waiting between one step and the next.',
  examines: governedNas,
  *judge(nas, estate) {
    if (nas.site === undefined || hasOwnWindow(nas.site, estate)) return;
    const paths = pathsOf(nas.site, estate);
    if (!paths.some(powersOff)) return;
    for (const verb of ['stop', 'start'] as const) {
      const found = wrong(nas, verb, paths, estate);
      if (found) yield found;
    }
  },
  examples: {
    passing: [
      { name: 'a window in shell that calls the tool for the NAS', edits: [WITHOUT_TOOL] },
      {
        name: 'a window that calls the capabilities of the NAS',
        edits: [
          WITHOUT_TOOL,
          {
            file: WINDOW,
            find: 'run gates nas stop --site "$site" --execute',
            replace: 'run "$ROOT/ops/bin/ops" cap run nas.shutdown --site "$site"',
          },
          {
            file: WINDOW,
            find: 'run gates nas start --site "$site" --execute',
            replace: 'run "$ROOT/ops/bin/ops" cap run nas.startup --site "$site"',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a window that leaves the NAS of a site running',
        edits: [
          ONLY_ELSEWHERE,
          { file: WINDOW, find: '  run gates nas stop --site "$site" --execute\n', replace: '' },
          { file: WINDOW, find: 'systemctl poweroff', replace: 'systemctl «poweroff»' },
        ],
      },
      {
        name: 'a window that stops the NAS first and starts it last',
        edits: [
          ONLY_ELSEWHERE,
          { file: WINDOW, find: '  run gates nas stop --site "$site" --execute\n', replace: '' },
          {
            file: WINDOW,
            find: '  observer="$(site_policy "$site" off_observer)"\n',
            replace:
              '  run «gates nas stop» --site "$site" --execute\n  observer="$(site_policy "$site" off_observer)"\n',
          },
          { file: WINDOW, find: '  run gates nas start --site "$site" --execute\n', replace: '' },
          {
            file: WINDOW,
            find: '    run wait_ssh "$node"\n  done\n',
            replace: '    run wait_ssh "$node"\n  done\n  run «gates nas start» --site "$site" --execute\n',
          },
        ],
      },
    ],
  },
});

const isOf = (event: PowerEvent, verb: PowerVerb): boolean => event.verb === verb && event.nas === undefined;

/** Rather than only stopping guests. */
const isPowerOff = (event: PowerEvent, { script }: PowerPath): boolean =>
  event.at.file === script.path &&
  !/\b(?:qm|pct)\b|\$/.test(textOf(event, script.source)) &&
  isTurnedOff(textOf(event, script.source));

const isTurnedOff = (text: string): boolean => /poweroff|shutdown|halt|off/i.test(text);

const textOf = ({ at }: PowerEvent, source: string): string => source.slice(at.start, at.end);

/** Scripts for every site, and those that are named for this one. */
const pathsOf = (site: string, estate: Estate): readonly PowerPath[] =>
  powerPaths(estate).filter(({ script }) => script.places.length === 0 || script.places.includes(site));

function wrong(nas: Node, verb: PowerVerb, paths: readonly PowerPath[], estate: Estate): Breach | undefined {
  if (paths.some((path) => isRight(path, nas, verb, estate))) return undefined;
  for (const path of paths) {
    const early = path.events.find((event) => isFor(event, nas, verb));
    if (early && path.events.some((event) => isOf(event, verb)))
      return breach(nas, verb, path, early, true, estate);
  }
  const off = paths.filter(({ script }) => hasPowerOff(script, paths));
  const path =
    verb === 'stop'
      ? off.find(powersOff)
      : off.find(({ events }) => events.some((event) => isOf(event, 'start')));
  const event = path?.events.findLast(
    (each) => isOf(each, verb) && (verb === 'start' || isPowerOff(each, path)),
  );
  return path && event && breach(nas, verb, path, event, false, estate);
}

const powersOff = (path: PowerPath): boolean =>
  path.events.some((event) => isOf(event, 'stop') && isPowerOff(event, path));

const hasPowerOff = (script: PowerPath['script'], paths: readonly PowerPath[]): boolean =>
  paths.some((path) => path.script === script && powersOff(path));

const isFor = (event: PowerEvent, nas: Node, verb: PowerVerb): boolean =>
  event.verb === verb && event.nas?.has(nas.id) === true;

/** The NAS after all that stops, or before all that starts, up to the next turn of the power. */
function isRight(path: PowerPath, nas: Node, verb: PowerVerb, estate: Estate): boolean {
  const { events } = path;
  const listed = estate.index.script(path.script.path);
  const byOrder =
    listed !== undefined &&
    orderReadersOf(estate, listed).some((reader) =>
      reader.reads.some((read) => read.keys.some((key) => key.endsWith('_order'))),
    );
  return events.some((event, index) => {
    if (!isFor(event, nas, verb)) return false;
    const near = {
      before: run(events.slice(0, index).reverse(), verb),
      after: run(events.slice(index + 1), verb),
    };
    const [wanted, unwanted] = verb === 'stop' ? [near.before, near.after] : [near.after, near.before];
    return wanted > 0 && (unwanted === 0 || byOrder);
  });
}

/** How many hosts and guests have their turn until the power is turned the other way. */
function run(events: readonly PowerEvent[], verb: PowerVerb): number {
  const end = events.findIndex((event) => event.verb !== verb);
  return events.slice(0, end < 0 ? events.length : end).filter((event) => event.nas === undefined).length;
}

function breach(
  nas: Node,
  verb: PowerVerb,
  path: PowerPath,
  event: PowerEvent,
  called: boolean,
  estate: Estate,
): Breach {
  const where =
    path.function === undefined ? `"${path.script.path}"` : `${path.function}() of "${path.script.path}"`;
  const does = verb === 'stop' ? 'stops hosts and guests' : 'starts hosts and guests';
  const expected =
    verb === 'stop' ? 'its stop was expected after them' : 'its start was expected before them';
  const [power] = powersOf(estate, nas, verb);
  return {
    at: event.at,
    key: verb,
    message: called
      ? `${where} ${verb}s ${named(nas)} ${verb === 'stop' ? 'before' : 'after'} hosts or guests; ${expected}`
      : `${where} ${does}, and no script that does so ${verb}s ${named(nas)}; ${expected}`,
    related: power ? [{ message: `"${power.capability.id}" ${verb}s it`, at: power.capability.at }] : [],
  };
}
