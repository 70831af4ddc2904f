/** What a command leaves: its exit code and its two texts. */
export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** One answer of Proxmox VE, with the vendor's program that gives it. `{…}` stands for a word of the call. */
interface Known {
  readonly code: number;
  readonly out?: string;
  readonly err?: string;
  readonly source: string;
}

/** A task that failed ends its command with -1, which a shell sees as this. */
const TASK_FAILED = 255;

/** Every answer that the stand-ins of the lab give where Proxmox VE has words of its own; there is no other place for them. */
export const KNOWN = {
  'no guests': { code: 0, source: 'qm list, pct list (PVE::CLI): no header and nothing else without guests' },
  'qm list head': {
    code: 0,
    out: '      VMID NAME                 STATUS     MEM(MB)    BOOTDISK(GB) PID       ',
    source: 'qm list (PVE::CLI::qm)',
  },
  'pct list head': {
    code: 0,
    out: 'VMID       Status     Lock         Name                ',
    source: 'pct list (PVE::CLI::pct): the column of the lock is blank without one',
  },
  'wrong kind': {
    code: 2,
    err: "Configuration file 'nodes/{node}/{folder}/{vmid}.conf' does not exist",
    source: 'qm and pct know only guests of their own kind (PVE::AbstractConfig load_config)',
  },
  'is locked': {
    code: TASK_FAILED,
    err: '{kind} is locked ({lock})',
    source: 'qm and pct: check_lock of start, shutdown and stop (PVE::AbstractConfig)',
  },
  'already running': {
    code: TASK_FAILED,
    err: '{kind} {vmid} already running',
    source: 'qm start (PVE::QemuServer), pct start (PVE::API2::LXC::Status)',
  },
  'container not running': {
    code: TASK_FAILED,
    err: 'CT {vmid} not running',
    source: 'pct shutdown and stop of a stopped container (PVE::API2::LXC::Status): not idempotent',
  },
  'container did not stop': {
    code: TASK_FAILED,
    err: 'container did not stop',
    source: 'pct shutdown after lxc-stop --nokill timed out (PVE::LXC vm_stop)',
  },
  'got timeout': {
    code: TASK_FAILED,
    err: 'VM quit/powerdown failed - got timeout',
    source: 'qm shutdown after its --timeout (PVE::QemuServer _do_vm_stop): the VM runs on',
  },
  'is paused': {
    code: TASK_FAILED,
    err: 'VM is paused - cannot shutdown',
    source: 'qm shutdown without --forceStop (PVE::API2::Qemu vm_shutdown)',
  },
  'queued for HA': {
    code: 0,
    out: 'Requesting HA stop for {service}:{vmid}',
    source: 'qm and pct shutdown of a guest that HA manages: the task ends when the request is queued',
  },
  'storage is not online': {
    code: TASK_FAILED,
    err: "storage '{storage}' is not online",
    source: 'start of a guest whose storage cannot be activated (PVE::Storage activate_storage)',
  },
  'no such resource': {
    code: TASK_FAILED,
    err: "No '{verb}' handler defined for '{path}'",
    source: 'pvesh (PVE::CLI::pvesh)',
  },
} as const satisfies Readonly<Record<string, Known>>;

export type KnownAnswer = keyof typeof KNOWN;

/** One of the known answers, with its words filled in. */
export function answer(name: KnownAnswer, words: Readonly<Record<string, string | number>> = {}): Answer {
  const { code, out, err }: Known = KNOWN[name];
  const filled = (text: string | undefined) =>
    text === undefined ? '' : `${text.replace(/\{(\w+)\}/g, (all, key) => String(words[key] ?? all))}\n`;
  return { code, out: filled(out), err: filled(err) };
}

export const ok = (out = ''): Answer => ({ code: 0, out: out === '' ? '' : `${out}\n`, err: '' });
export const fail = (code: number, err: string): Answer => ({ code, out: '', err: `${err}\n` });
export const json = (value: unknown): Answer => ok(JSON.stringify(value));
