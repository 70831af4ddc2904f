import type { Check } from './check.ts';
import type { Argv, Route } from './route-model.ts';
import { lastHop } from './routes.ts';

type TcpCheck = Extract<Check, { kind: 'tcp' }>;
type HttpCheck = Extract<Check, { kind: 'http' }>;

/** One of the ports of a machine answers, seen from where its ssh comes from. */
export function tcp(route: Route, ports: readonly number[]): TcpCheck {
  return tcpFrom(lastHop(route), route.host, ports);
}

export function tcpFrom(from: Route | null, host: string, ports: readonly number[]): TcpCheck {
  return { kind: 'tcp', host, from, ports, reads: ports.map((port) => portRead(host, port)) };
}

const portRead = (host: string, port: number): Argv => ['nc', '-z', '-w', '3', host, String(port)];

export function http(from: Route | null, url: string, statuses: readonly number[]): HttpCheck {
  const read = ['curl', '--silent', '--insecure', '--output', '/dev/null', '--max-time', '10'];
  return {
    kind: 'http',
    url,
    statuses,
    from,
    read: [...read, '--write-out', '%{http_code}', url],
  };
}

/** The export list of a NAS names these paths; with no path known, its NFS port answers. */
export function exported(from: Route | null, host: string, paths: readonly string[]): Check {
  return {
    kind: 'export',
    host,
    from,
    port: 2049,
    paths,
    read: ['showmount', '--no-headers', '--exports', host],
  };
}

export function dns(from: Route | null, host: string, port: number, name: string): Check {
  const read = ['dig', '+short', '+time=3', '+tries=2', '-p', String(port), `@${host}`, name];
  return { kind: 'dns', host, from, port, name, read };
}
