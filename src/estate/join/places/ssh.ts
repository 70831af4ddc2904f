import { atValue } from '../../../finding/place.ts';
import type { SshTarget } from '../../model/node.ts';
import { present } from '../../reading/stated.ts';
import { intOf, listOf, rowOf, textOf, textsOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';

/** Rows of ssh.targets, each with the defaults of its own file. */
export function joinSsh(sources: Sources): SshTarget[] {
  return sources.of('ssh.targets').flatMap((document) => {
    const ssh = rowOf(document.data?.ssh);
    const defaults = rowOf(ssh.defaults);
    return listOf(ssh.targets).flatMap((item, index) => {
      const row = rowOf(item);
      const id = textOf(row.id);
      if (id === undefined) return [];
      const fields = present({
        host: textOf(row.host),
        overlay: textOf(row.tailscale_ip),
        user: textOf(row.user) ?? textOf(defaults.user),
        port: intOf(row.port) ?? intOf(defaults.port),
        probeVia: textOf(row.probe_via),
        mac: textOf(row.mac),
      });
      const at = atValue(document.file, 'ssh', 'targets', index, 'id');
      return [{ id, at, tags: textsOf(row.tags), ...fields }];
    });
  });
}
