import { listed, shortly } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { carrierOf } from '../../src/estate/ask/positions.ts';
import type { Entity, Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { isGuest } from '../../src/estate/reading/reference.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { subjectOf } from '../../src/finding/subject.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const SCHEDULE = 'ops/bindings/backup.schedule.yaml';

interface Job extends Entity {
  readonly names: readonly string[];
  readonly targets: readonly Stated<string>[];
  /** The hypervisor on which it dumps guests. */
  readonly dumpsOn?: Stated<string>;
}

export default defineGate<Job>({
  id: 'backups/job-writes-its-targets',
  title: 'A job that writes a target is the one that the target names, on the machine that has what it dumps',
  why: 'The age that a target may have is judged by the schedule that it names; another job writes it at another time.',
  fix: 'Name the same schedule in the target and in the job, in backup.inventory.yaml and backup.schedule.yaml.',
  severity: 'warning',
  reads: ['backup.schedule', 'backup.inventory', 'vm.lifecycle', 'topology.sites'],
  unseen: 'Targets that name no schedule, and drills: they write nothing.',
  examines: jobs,
  *judge(job, estate) {
    const { names, targets } = job;
    yield* notCarried(job, estate);
    const schedules = scheduleOf(estate);
    for (const { value, at } of targets) {
      const schedule = schedules.get(value);
      const isOff = estate.index.target(value)?.enabled === false;
      if (!isOff && (!schedule || names.includes(schedule.value))) continue;
      const told = isOff ? 'which is switched off' : `which says that "${schedule!.value}" writes it`;
      yield {
        at,
        message: `backup job "${names[0]}" writes the target "${value}", ${told}; expected a target of this job`,
        ...(schedule && { related: [{ message: 'what the target says', at: schedule.at }] }),
        key: value,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'copies of dumps, which any machine can make',
        edits: [
          {
            file: SCHEDULE,
            find: 'host: nas\n    schedule_cron: "0 6 * * 0"',
            replace: 'host: pve\n    schedule_cron: "0 6 * * 0"',
          },
        ],
      },
      {
        name: 'the class of the job in place of its id',
        edits: [
          {
            file: SCHEDULE,
            find: 'id: home-dns-weekly\n',
            replace: 'id: home-dns-on-sunday\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'dumps on the hypervisor of another site',
        edits: [
          {
            file: SCHEDULE,
            find: 'host: pve-home\n    schedule_cron: "0 4 * * 0"',
            replace: 'host: «pve»\n    schedule_cron: "0 4 * * 0"',
          },
        ],
      },
      {
        name: 'a target of another job',
        edits: [
          {
            file: SCHEDULE,
            find: 'inventory_target: home-lxc-105-dns-away',
            replace: 'inventory_target: «home-vm-100-atlas-away»',
          },
        ],
      },
    ],
  },
});

/** What each target says of its schedule. */
const scheduleOf = oncePerEstate((estate): ReadonlyMap<string, Stated<string>> => {
  const rows = estate.index
    .loaded('backup.inventory')
    .flatMap((document) => RowAt.root(document).rows('targets'));
  return new Map(
    rows.flatMap((row) => {
      const [name, schedule] = [row.text('name'), row.text('schedule')];
      return name && schedule ? [[name.value, schedule] as const] : [];
    }),
  );
});

function jobs(estate: Estate): Job[] {
  return estate.index.loaded('backup.schedule').flatMap((document) =>
    RowAt.root(document)
      .rows('jobs')
      .flatMap((row) => {
        const id = row.identity('id');
        const targets = ['inventory_target', 'inventory_targets'].flatMap((key) => row.texts(key));
        if (!id || targets.length === 0 || row.flag('enabled') === false) return [];
        const group = row.text('schedule_class')?.value;
        const host = row.text('host');
        const machine = estate.index.named(host?.value ?? '');
        const isDump = /vzdump/i.test(row.text('kind')?.value ?? '');
        const isCarrier = machine && !isGuest(machine) && machine.kind === 'hypervisor';
        const dumpsOn = host && isDump && isCarrier ? { dumpsOn: { value: machine.id, at: host.at } } : {};
        const names = [id.value, ...(group === undefined ? [] : [group])];
        return [{ subject: subjectOf('contract', document.file), at: id.at, names, targets, ...dumpsOn }];
      }),
  );
}

/** vzdump passes over guests of other machines without a word. */
function* notCarried({ names, targets, dumpsOn }: Job, estate: Estate): Iterable<Breach> {
  if (!dumpsOn) return;
  const keys = new Set(targets.flatMap(({ value }) => estate.index.target(value)?.guests ?? []));
  const strange = [...keys].flatMap((key) => {
    const carrier = carrierOf(estate, key);
    const guest = estate.index.guest(key);
    return guest && carrier !== undefined && carrier !== dumpsOn.value ? [{ guest, carrier }] : [];
  });
  if (strange.length === 0) return;
  const carriers = [...new Set(strange.map(({ carrier }) => `"${carrier}"`))];
  yield {
    at: dumpsOn.at,
    key: 'host',
    message: `backup job "${names[0]}" dumps on "${dumpsOn.value}", which does not carry ${listed(strange.map(({ guest }) => shortly(guest)))}; expected a job on ${listed(carriers)}`,
    related: strange.slice(0, 3).map(({ guest }) => ({ message: 'the guest', at: guest.at })),
    fix: 'Name the hypervisor of the guest as host of the job, or leave the target to the job that runs there.',
  };
}
