import type { ToolUse } from './facts.ts';

const GUEST_CHANGES =
  /^(start|stop|shutdown|reboot|reset|suspend|resume|destroy|clone|create|migrate|set|resize|rollback|snapshot|delsnapshot|restore|template|unlock|template|move-volume|move_disk)$/;
const GUEST_READS = /^(list|status|config|pending|listsnapshot|wait|df|cpusets|guest|agent|monitor|showcmd)$/;
const STATELESS = /^(poweroff|synopoweroff|synoshutdown|shutdown|reboot|halt|wakeonlan|etherwake|vzdump)$/;
const READS =
  /^(ps|inspect|logs|stats|top|images|version|info|port|ls|get|usage|status|is-active|is-enabled|is-failed|show|list-units|cat|config|help)$/;

/** Whether a program only looks, or acts. */
export function effectOf(tool: string, verb: string): ToolUse['effect'] {
  if (STATELESS.test(tool)) return 'change';
  if (GUEST_CHANGES.test(verb)) return 'change';
  if (GUEST_READS.test(verb) || READS.test(verb)) return 'read';
  return 'unknown';
}
