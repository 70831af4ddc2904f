/** Programs that look at or change the state of guests, containers and nodes, and whose names are nothing else. */
const TELLING =
  /^(qm|pct|pvesh|pvenode|ssh|docker|podman|systemctl|synopoweroff|synoshutdown|wakeonlan|wol|etherwake|vzdump|ha-manager|ipmitool|racadm|virsh|upsmon|upscmd)$/;
const AMBIGUOUS = /^(poweroff|shutdown|halt|reboot)$/;

/** Whether a name is that of a tool wherever it stands; `shutdown` may be an argument. */
export const isTellingTool = (name: string): boolean => TELLING.test(name);

export const isTool = (name: string): boolean => isTellingTool(name) || AMBIGUOUS.test(name);
