/** Everything a step can do; the closed list, with the words for people and the last part of a step's id. */
export const ACTIONS = {
  'read-hypervisor': { verb: 'read', words: 'read the state of' },
  'read-nas': { verb: 'read', words: 'read the exports of' },
  'read-guest': { verb: 'read', words: 'read the state of' },
  'freeze-backup-jobs': { verb: 'freeze-backup-jobs', words: 'freeze the backup jobs' },
  'thaw-backup-jobs': { verb: 'thaw-backup-jobs', words: 'let the backup jobs run again' },
  'backup-now': { verb: 'backup', words: 'back up now' },
  'stop-stack': { verb: 'stop-stack', words: 'stop the stack' },
  'start-stack': { verb: 'start-stack', words: 'start the stack' },
  'stop-guest': { verb: 'stop', words: 'shut down' },
  'start-guest': { verb: 'start', words: 'start' },
  'disable-storage': { verb: 'disable-storage', words: 'disable the storage' },
  'enable-storage': { verb: 'enable-storage', words: 'enable the storage' },
  'await-storage': { verb: 'await-storage', words: 'wait for the storage' },
  unmount: { verb: 'unmount', words: 'unmount' },
  mount: { verb: 'mount', words: 'mount' },
  'power-off-hypervisor': { verb: 'power-off', words: 'power off' },
  'wake-hypervisor': { verb: 'wake', words: 'wake' },
  'await-hypervisor': { verb: 'await', words: 'wait for' },
  'stop-nas': { verb: 'stop', words: 'power off' },
  'wake-nas': { verb: 'wake', words: 'wake' },
  'await-export': { verb: 'await-export', words: 'wait for the exports of' },
  probe: { verb: 'probe', words: 'probe' },
  postcheck: { verb: 'postcheck', words: 'run the postcheck' },
} as const satisfies Readonly<Record<string, { readonly verb: string; readonly words: string }>>;

export type Action = keyof typeof ACTIONS;
