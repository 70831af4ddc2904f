import { enabledTargets } from '../../src/estate/ask/backups.ts';
import { defineGate } from '../../src/gate/gate.ts';

const INVENTORY = 'ops/bindings/backup.inventory.yaml';
const SCHEDULE = 'ops/bindings/backup.schedule.yaml';

export default defineGate({
  id: 'backups/schedule-known',
  title: 'For every enabled backup target some contract tells how often it is written',
  why: 'Whether a limit for the age of a backup can hold depends on its period; with none known, every limit is a guess.',
  fix: 'Name a job, a schedule class or a calendar event in schedule of the target.',
  severity: 'warning',
  reads: ['backup.inventory', 'backup.schedule', 'backup.calendar'],
  examines: enabledTargets,
  *judge({ name, period, danglingSchedule, idleSchedule }) {
    if (danglingSchedule) {
      yield {
        message: `target "${name}" names the schedule "${danglingSchedule.value}", which is no job, class or event and no cron expression`,
        at: danglingSchedule.at,
        severity: 'error',
      };
    } else if (idleSchedule) {
      const why = idleSchedule.isOff ? 'which is switched off' : 'of which nothing tells when it runs';
      yield {
        message: `target "${name}" names the schedule "${idleSchedule.value}", ${why}; expected one that writes it`,
        at: idleSchedule.at,
        related: [{ message: 'the schedule', at: idleSchedule.row }],
      };
    } else if (!period) {
      yield {
        message: `nothing tells how often target "${name}" is written; expected schedule, or an enabled job that names it`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'the job names the target',
        edits: [
          { file: INVENTORY, find: '    schedule: home-app-nightly\n', replace: '' },
          {
            file: INVENTORY,
            find: 'schedule: home-offsite-nightly, host',
            replace: 'schedule: "0 5 * * *", host',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the only job that names the target is switched off, whatever the calendar says',
        edits: [
          {
            file: INVENTORY,
            find: 'targets:\n',
            replace:
              'targets:\n  - {name: «home-dns-second», enabled: true, kind: file_glob, facet: vm, guests: [home/105], host: pve-home, base_path: /mnt/pve/archive-b/dump, glob: "vzdump-lxc-105-*.tar.zst", stale_after_hours: 192, classification: rebuildable}\n',
          },
          {
            file: SCHEDULE,
            find: '  - id: home-dns-weekly\n',
            replace:
              '  - {id: home-dns-second, enabled: false, kind: vm-vzdump, host: pve-home, schedule_cron: "0 4 * * 0", inventory_target: home-dns-second}\n  - id: home-dns-weekly\n',
          },
        ],
      },
      {
        name: 'a schedule that does not exist',
        edits: [
          {
            file: INVENTORY,
            find: 'schedule: home-app-nightly\n',
            replace: 'schedule: «home-app-nigthly»\n',
          },
        ],
      },
      {
        name: 'a new export that nothing schedules',
        edits: [
          {
            file: INVENTORY,
            find: 'targets:\n',
            replace:
              'targets:\n  - {name: «atlas-photos», enabled: true, kind: file_glob, facet: app, guests: [home/100], host: nas, base_path: /volume1/photos, glob: "*.tar", stale_after_hours: 800, classification: rebuildable}\n',
          },
        ],
      },
      {
        name: 'the only job is switched off',
        edits: [
          {
            file: INVENTORY,
            find: 'schedule: home-dns-app-weekly\n',
            replace: 'schedule: «home-dns-app-weekly»\n',
          },
          {
            file: SCHEDULE,
            find: 'id: home-dns-app-weekly\n    enabled: true',
            replace: 'id: home-dns-app-weekly\n    enabled: false',
          },
        ],
      },
    ],
  },
});
