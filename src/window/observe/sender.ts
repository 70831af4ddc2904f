import type { Check } from '../../plan/check.ts';
import { holds, type Observation, unseen, wrong } from '../observation.ts';
import type { World } from '../world.ts';

const LOOK_MS = 20_000;

/** Which tool for sending a packet a waker has. */
export async function seeSender(
  { transport }: World,
  { via, tools, reads }: Extract<Check, { kind: 'sender' }>,
  signal: AbortSignal,
): Promise<Observation> {
  for (const [index, read] of reads.entries()) {
    const ran = await transport.run(via, read, { timeoutMs: LOOK_MS, signal });
    if (ran.kind === 'unreachable') return unseen(`${via.id} is not reachable: ${ran.text}`);
    if (ran.code === 0) return holds(`${via.id} sends magic packets with ${tools[index]}`);
  }
  return wrong(
    `${via.id} has neither ${tools.join(' nor ')} to send a magic packet with`,
    `install one of them on ${via.id}`,
  );
}
