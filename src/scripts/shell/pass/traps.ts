import type { PassFact } from '../../facts.ts';
import { placed } from '../../reading.ts';
import { enclosing } from '../../syntax.ts';
import { OWN_SHELLS } from '../steps/errexit.ts';
import type { Flow } from './endings.ts';

/** `trap 'exit 0' EXIT`: whatever the script was about to end with, the trap makes it a success. One of a subshell is its own. */
export const goodTraps = ({ commands, reading }: Flow): PassFact[] =>
  commands.flatMap(({ node, name, args: [action, ...signals] }) =>
    name === 'trap' &&
    action &&
    !enclosing(node, ...OWN_SHELLS) &&
    /^(?:[^&|()`]*;\s*)?exit\s+0\s*(?:;\s*)?$/.test(action.text) &&
    signals.some(({ text }) => /^(?:EXIT|ERR|0)$/.test(text))
      ? [{ ...placed(reading, node), by: 'no-failure', what: '' }]
      : [],
  );
