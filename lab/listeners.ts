import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer as http, type RequestListener } from 'node:http';
import { createServer as https } from 'node:https';
import { createServer, type Socket } from 'node:net';
import { MOUNT_PORT, PORTMAP_PORT, rpcReply } from './rpc.ts';

/** What answers on a machine beside ssh. */
export interface Services {
  readonly tcp: readonly number[];
  readonly web: readonly Web[];
  readonly dns: boolean;
  /** Null: it serves no files. The file is read at each question, so that a test can take exports away. */
  readonly exportsFile: string | null;
}

export interface Web {
  readonly port: number;
  readonly tls: boolean;
  readonly status: number;
}

const EVERYWHERE = '0.0.0.0';

/** Opens all of them; they live as long as the process. */
export function listen({ tcp, web, dns, exportsFile }: Services, keys: string): void {
  for (const port of tcp) createServer(held).listen(port, EVERYWHERE);
  for (const page of web) openPage(page, keys);
  if (dns) openNames();
  if (exportsFile !== null) openExports(exportsFile);
}

/** Takes a connection and says nothing. */
const held = (socket: Socket): void => {
  socket.on('error', () => {}).resume();
};

function openPage({ port, tls, status }: Web, keys: string): void {
  const handler: RequestListener = (_, answer) => {
    answer.writeHead(status, { connection: 'close' }).end();
  };
  const pair = tls && { key: readFileSync(`${keys}/web.key`), cert: readFileSync(`${keys}/web.crt`) };
  (pair ? https(pair, handler) : http(handler)).listen(port, EVERYWHERE);
}

/** Every name has the address 192.0.2.1; other types have no record. */
function openNames(): void {
  const socket = createSocket('udp4');
  socket.on('message', (question, { address, port }) => socket.send(nameReply(question), port, address));
  socket.bind(53, EVERYWHERE);
}

function nameReply(question: Buffer): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const type = question.readUInt16BE(end - 4);
  const answers = type === 1 || type === 255 ? 1 : 0;
  const head = Buffer.from([question[0]!, question[1]!, 0x81, 0x80, 0, 1, 0, answers, 0, 0, 0, 0]);
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]);
  return Buffer.concat([head, question.subarray(12, end), ...(answers ? [record] : [])]);
}

function openExports(file: string): void {
  createServer(held).listen(2049, EVERYWHERE);
  for (const port of [PORTMAP_PORT, MOUNT_PORT]) {
    createServer((socket) => overTcp(socket, file)).listen(port, EVERYWHERE);
    const socket = createSocket('udp4');
    socket.on('message', (call, { address, port }) => {
      const reply = rpcReply(call, exportsIn(file));
      if (reply) socket.send(reply, port, address);
    });
    socket.bind(port, EVERYWHERE);
  }
}

const exportsIn = (file: string): string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean);

/** Over TCP a record goes behind its length, whose highest bit says that it is the last part. */
function overTcp(socket: Socket, file: string): void {
  let waiting = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 4) {
      const length = waiting.readUInt32BE(0) & 0x7fff_ffff;
      if (waiting.length < 4 + length) return;
      const reply = rpcReply(waiting.subarray(4, 4 + length), exportsIn(file));
      waiting = waiting.subarray(4 + length);
      if (!reply) continue;
      const mark = Buffer.alloc(4);
      mark.writeUInt32BE((0x8000_0000 | reply.length) >>> 0);
      socket.write(Buffer.concat([mark, reply]));
    }
  });
}
