import type { Probe } from '../../model/probe.ts';

/** Where a probe knocks, as far as its row tells. */
export interface Endpoint {
  readonly kind: Probe['kind'];
  readonly host?: string;
  readonly port?: number;
}

const KINDS: readonly string[] = ['http', 'tcp', 'nfs', 'dns'] satisfies Probe['kind'][];
const URL_PARTS = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^/@\s]*@)?(\[[0-9a-f:.]+\]|[^/:?#\s]+)(?::(\d{1,5}))?/i;

export function endpointOf(
  kind: string | undefined,
  url: string | undefined,
  port: number | undefined,
): Endpoint {
  const [, scheme, bracketed, urlPort] = URL_PARTS.exec(url ?? '') ?? [];
  const host = bracketed?.replace(/^\[|\]$/g, '');
  const known = port ?? (urlPort === undefined ? undefined : Number(urlPort));
  return {
    kind: kindOf(kind, scheme),
    ...(host !== undefined && { host }),
    ...(known !== undefined && { port: known }),
  };
}

function kindOf(stated: string | undefined, scheme: string | undefined): Probe['kind'] {
  const words = [stated, scheme].map((word) => word?.toLowerCase());
  return (words.find((word) => word !== undefined && KINDS.includes(word)) ?? 'http') as Probe['kind'];
}
