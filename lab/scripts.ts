import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lays down the scripts that every machine of a lab shares. */
export function layScripts(folder: string): void {
  for (const [name, text] of Object.entries({ remote: REMOTE, played: PLAYED_TOOL, sudo: SUDO })) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
}

/** Runs what came in over ssh, after it was written down; `%s` is the lab's folder. */
const REMOTE = `#!/bin/sh
printf '%s\\0' "$SSH_ORIGINAL_COMMAND" >> "$1/commands.log"
PATH="$1/bin:/usr/sbin:/usr/bin:/sbin:/bin" LAB_MACHINE="$1" exec sh -c "$SSH_ORIGINAL_COMMAND"
`;

/** Hands its words to the lab, and passes on what the lab answers. */
const PLAYED_TOOL = `#!/bin/sh
call=$(mktemp -d "$LAB_MACHINE/calls/XXXXXX")
printf '%s\\0' "$call" "\${0##*/}" "$@" | socat -t 86400 - "UNIX-CONNECT:$LAB_MACHINE/tools.sock"
cat "$call/out"; cat "$call/err" >&2; exit "$(cat "$call/code")"
`;

const SUDO = `#!/bin/sh
while [ "\${1#-}" != "$1" ]; do shift; done
exec "$@"
`;
