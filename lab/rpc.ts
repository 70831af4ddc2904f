/** The three programs of a share that `showmount` and a mount ask for, as far as a list of exports needs them. */
const PORTMAP = 100_000;
const MOUNT = 100_005;
const VERSIONS: Readonly<Record<number, readonly number[]>> = { [PORTMAP]: [2], [MOUNT]: [1, 2, 3] };
const GETPORT = 3;
const EXPORT = 5;

export const PORTMAP_PORT = 111;
export const MOUNT_PORT = 20_048;

/** Answers one call of ONC RPC (RFC 5531); undefined for what is none. */
export function rpcReply(call: Buffer, exports: readonly string[]): Buffer | undefined {
  if (call.length < 24 || call.readUInt32BE(4) !== 0) return undefined;
  const [xid, program, version, procedure] = [0, 12, 16, 20].map((at) => call.readUInt32BE(at));
  const known = VERSIONS[program!];
  const head = [xid!, 1, 0, 0, 0];
  if (!known) return words([...head, 1]);
  if (!known.includes(version!)) return words([...head, 2, known[0]!, known.at(-1)!]);
  return Buffer.concat([words([...head, 0]), result(program!, procedure!, argumentsOf(call), exports)]);
}

/** What follows the credential and the verifier, each a flavour and a counted body. */
function argumentsOf(call: Buffer): Buffer {
  const afterCredential = 32 + padded(call.readUInt32BE(28));
  return call.subarray(afterCredential + 8 + padded(call.readUInt32BE(afterCredential + 4)));
}

function result(program: number, procedure: number, args: Buffer, exports: readonly string[]): Buffer {
  if (program === PORTMAP && procedure === GETPORT) {
    return words([args.readUInt32BE(0) === MOUNT ? MOUNT_PORT : 0]);
  }
  if (program === MOUNT && procedure === EXPORT) return exportList(exports);
  return Buffer.alloc(0);
}

/** A linked list: each export with an empty list of groups behind it. */
function exportList(exports: readonly string[]): Buffer {
  const rows = exports.map((path) => Buffer.concat([words([1]), text(path), words([0])]));
  return Buffer.concat([...rows, words([0])]);
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;

function text(value: string): Buffer {
  const body = Buffer.alloc(padded(value.length));
  body.write(value, 'latin1');
  return Buffer.concat([words([value.length]), body]);
}

function words(values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value, index * 4);
  return buffer;
}
