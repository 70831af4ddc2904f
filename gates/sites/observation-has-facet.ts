import type { Capability } from '../../src/estate/model/capability.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/capabilities.yaml';

export default defineGate<Capability>({
  id: 'sites/observation-has-facet',
  title: 'A capability that observes something says which facet of it',
  why: 'Sites are compared facet by facet; what has none is compared with everything else that has none.',
  fix: 'State facet in the row of the capability in capabilities.yaml.',
  severity: 'warning',
  reads: ['capabilities'],
  unseen: 'Capabilities without observes.',
  examines: (estate) => estate.capabilities.filter(({ statedObserves }) => statedObserves.length > 0),
  *judge({ id, at, facetStated }) {
    if (!facetStated)
      yield { at, message: `capability "${id}" observes machines and states no facet; expected one` };
  },
  examples: {
    passing: [
      {
        name: 'a facet of another name',
        edits: [{ file: FILE, find: 'facet: reachability', replace: 'facet: ssh' }],
      },
    ],
    failing: [
      {
        name: 'no facet',
        edits: [
          { file: FILE, find: '  ssh.target.status:\n', replace: '  «ssh.target.status»:\n' },
          { file: FILE, find: '    facet: reachability\n', replace: '' },
        ],
      },
    ],
  },
});
