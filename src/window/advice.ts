import type { Step } from '../plan/model.ts';
import type { Observation } from './observation.ts';

/** What a person does next about a step that failed. */
export function adviceFor(step: Step, seen: Observation): string {
  const where = step.via ? ` on ${step.via.id}` : '';
  switch (step.action) {
    case 'stop-guest':
      return `look at the guest${where}; switch it off by hand, or set escalate_stop: true at its site`;
    case 'stop-nas':
      return 'look at the NAS: it refuses to go down while something uses it, and needs the right to power off';
    case 'start-guest':
      return `look at the guest's last task${where}: a storage that is not there is the usual reason`;
    case 'wake-nas':
    case 'wake-hypervisor':
      return 'press its button, or look at the waker and at Wake-on-LAN of the machine';
    case 'await-export':
      return 'look at the NFS service of the NAS: its volumes may not be mounted';
    case 'unmount':
      return `something still uses it${where} (fuser -vm); stop that`;
    case 'postcheck':
      return `run it by hand to see why: ${step.argv.join(' ')}`;
    default:
      return seen.state === 'unseen' ? 'look at the machine and at the way to it' : `look at it${where}`;
  }
}
