const TOOLS =
  /^(qm|pct|pvesh|pvenode|ssh|docker|podman|systemctl|synopoweroff|synoshutdown|poweroff|shutdown|halt|reboot|wakeonlan|wol|etherwake|vzdump|ha-manager|ipmitool|racadm|virsh|upsmon|upscmd)$/;

/** Programs that look at or change the state of guests, containers and nodes. */
export const isTool = (name: string): boolean => TOOLS.test(name);
