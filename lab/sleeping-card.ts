import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const SYNC = Buffer.alloc(6, 0xff);
const REPEATS = 16;
const UDP_HEADER = 8;

/** The network card of a machine that is off: it has no address, and hears every frame of its wire. */
export class SleepingCard {
  readonly #listener: ChildProcess;
  #heard = Buffer.alloc(0);

  /** `wake` gets the payload of each datagram that is a magic packet for this card. */
  constructor(
    namespace: string,
    readonly mac: string,
    readonly wake: (packet: Buffer) => void,
  ) {
    const words = ['netns', 'exec', namespace, 'socat', '-u', '-b', '2048', 'INTERFACE:lan0', 'STDOUT'];
    this.#listener = spawn('setpriv', ['--pdeathsig', 'KILL', 'ip', ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#listener.stdout!.on('data', (chunk: Buffer) => this.#hear(chunk));
  }

  /** Waits until it listens: from then on its process holds a socket that takes frames. */
  async awake(): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      const sockets = await readFile(`/proc/${this.#listener.pid}/net/packet`, 'utf8').catch(() => '');
      if (sockets.trim().split('\n').length > 1) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('the sleeping card does not listen');
  }

  /** Frames come one behind the other, so that a packet is known by what it is made of. */
  #hear(chunk: Buffer): void {
    this.#heard = Buffer.concat([this.#heard, chunk]).subarray(-8192);
    const address = Buffer.from(this.mac.replaceAll(':', ''), 'hex');
    for (;;) {
      const at = this.#heard.indexOf(Buffer.concat([SYNC, address]));
      if (at < UDP_HEADER) return;
      const length = this.#heard.readUInt16BE(at - 4) - UDP_HEADER;
      if (length < 0 || this.#heard.length < at + length || length < SYNC.length + REPEATS * address.length)
        return;
      const packet = Buffer.from(this.#heard.subarray(at, at + length));
      this.#heard = this.#heard.subarray(at + length);
      this.wake(packet);
    }
  }

  end(): void {
    this.#listener.kill('SIGKILL');
  }
}
