import type { Wake } from '../plan/model.ts';
import type { Argv, Route } from '../plan/route-model.ts';
import { magicPacket } from './magic-packet.ts';
import { SENDER } from './sender.ts';
import type { Ran, World } from './world.ts';

/** Commands that send a datagram which they read, by the tool that a waker may have. */
const senders = ({ broadcast, port }: Wake): Argv[] => [
  ['socat', '-u', 'STDIN', `UDP4-DATAGRAM:${broadcast}:${port},broadcast`],
  ['python3', '-c', SENDER, broadcast, String(port)],
];

const NOT_FOUND = 127;

/** Sends the magic packet from the waker, repeatedly; null when it left, else what went wrong. */
export async function sendWake(
  { transport, time }: World,
  via: Route,
  wake: Wake,
  signal: AbortSignal,
): Promise<string | null> {
  const packets = wake.macs.map(magicPacket);
  let sender = 0;
  for (let round = 0; round < wake.times; round++) {
    if (round > 0) await time.sleep(wake.everySec * 1000, signal);
    for (const stdin of packets) {
      let ran = await transport.run(via, senders(wake)[sender]!, { timeoutMs: 15_000, stdin, signal });
      while (isAbsent(ran) && sender < senders(wake).length - 1) {
        sender++;
        ran = await transport.run(via, senders(wake)[sender]!, { timeoutMs: 15_000, stdin, signal });
      }
      const problem = problemOf(ran, via);
      if (problem !== null) return problem;
    }
  }
  return null;
}

const isAbsent = (ran: Ran): boolean => ran.kind === 'ended' && ran.code === NOT_FOUND;

function problemOf(ran: Ran, { id }: Route): string | null {
  if (ran.kind === 'unreachable') return `the waker "${id}" cannot send: ${ran.text}`;
  if (ran.code === 0) return null;
  if (ran.code === NOT_FOUND) {
    return `the waker "${id}" has neither socat nor python3; install one of them there`;
  }
  return `the waker "${id}" could not send: ${ran.stderr.trim().split('\n').at(-1) || `exit ${ran.code}`}`;
}
