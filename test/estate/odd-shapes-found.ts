/** An irregularity of the estate odd-shapes that must be told, and the one place at which it must be. */
export interface Found {
  readonly shape: string;
  /** `<gate> <file>:<line>:<column>`. */
  readonly at: string;
  readonly says: RegExp;
}

const bindings = 'ops/bindings';
const loops = 'mailroom/state/loop-scopes';

export const FOUND: readonly Found[] = [
  {
    shape: 'a file that does not parse: the open quote, not the end of the file',
    at: `contracts/parse ${bindings}/backup.calendar.yaml:5:14`,
    says: /quote that opens here is never closed/,
  },
  {
    shape: 'a tab as indentation',
    at: `contracts/parse ${bindings}/quay.hardware.inventory.yaml:3:1`,
    says: /a tab indents this line; indent with spaces/,
  },
  {
    shape: 'an empty file',
    at: `contracts/parse ${bindings}/docker.compose.targets.yaml:1:1`,
    says: /the file is empty; expected a map with "targets"/,
  },
  {
    shape: 'a file of comments only',
    at: `contracts/parse ${bindings}/gate.domain.profiles.yaml:1:1`,
    says: /the file is empty; expected a map with "domains"/,
  },
  {
    shape: 'an alias bomb: bounded, at the alias that goes too far',
    at: `contracts/parse ${bindings}/bomb.network.devices.ledger.yaml:9:8`,
    says: /aliases expand to more than \d+ values/,
  },
  {
    shape: 'a folder where a file is expected',
    at: `contracts/parse ${bindings}/quay.proxmox.inventory.yaml:1:1`,
    says: /a folder stands here; expected a file/,
  },
  {
    shape: 'a symlink to nothing',
    at: `contracts/parse ${bindings}/backup.posture.snapshot.yaml:1:1`,
    says: /symlink leads to no readable file/,
  },
  {
    shape: 'a symlink to a folder',
    at: 'contracts/parse ops/current/backup.calendar.yaml:1:1',
    says: /symlink leads to no readable file/,
  },
  {
    shape: 'a symlink that leaves the estate',
    at: `contracts/parse ${bindings}/backup.freshness.snapshot.yaml:1:1`,
    says: /symlink leads outside the estate/,
  },
  {
    shape: 'bytes that are not UTF-8: read, and told',
    at: `contracts/readable-hygiene ${bindings}/network.devices.ledger.yaml:5:12`,
    says: /not UTF-8/,
  },
  {
    shape: 'a key twice in one map: the last counts',
    at: `contracts/keys-unique ${bindings}/ssh.targets.yaml:11:7`,
    says: /"host" stands twice/,
  },
  {
    shape: 'a capability twice, far apart: the last counts',
    at: 'contracts/keys-unique ops/capabilities.yaml:19:3',
    says: /"guest.status" stands twice/,
  },
  {
    shape: 'a row with one key in two files of a kind',
    at: `contracts/keys-unique ops/inventory/mill-house.device.registry.yaml:8:7`,
    says: /"lamp" stands twice/,
  },
  {
    shape: 'a list where the schema wants a map',
    at: `contracts/fit-schema ${bindings}/gap.gates.yaml:3:3`,
    says: /gaps is a list; expected a map of gaps/,
  },
  {
    shape: 'front matter that is not YAML: an unquoted sentence with a colon',
    at: `contracts/readable-hygiene ${loops}/LOOP-ODD-ORDER-20260201.scope.md:5:12`,
    says: /read line by line/,
  },
  {
    shape: 'front matter that is never closed',
    at: `contracts/readable-hygiene ${loops}/LOOP-ODD-OPEN-20260203.scope.md:1:1`,
    says: /never closed/,
  },
];
