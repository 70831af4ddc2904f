// Generated from schemas/ssh.targets.schema.json by "npm run generate". Edit that instead.

/**
 * What a target has that does not say otherwise.
 */
export type SshDefaults = {
  /**
   * User.
   */
  user?: string | null;
  /**
   * Port.
   */
  port?: number | null;
  /**
   * Seconds to wait for a connection.
   */
  connect_timeout_sec?: number | null;
  /**
   * Never ask.
   */
  batch_mode?: string | number | boolean | null;
  /**
   * Option of OpenSSH; quote "no".
   */
  strict_host_key_checking?: string | number | boolean | null;
  /**
   * Known hosts file.
   */
  user_known_hosts_file?: string | number | boolean | null;
} | null;

/**
 * How each host of the estate is reached.
 */
export interface SSHTargets {
  /**
   * Version of the shape of the contract.
   */
  version?: number | string | null;
  /**
   * When the contract was last changed.
   */
  updated?: string | null;
  /**
   * When the contract was last changed; other spelling of updated.
   */
  updated_at?: string | null;
  /**
   * Standing of the contract.
   */
  status?: string | number | boolean | null;
  /**
   * Who answers for the contract.
   */
  owner?: string | number | boolean | null;
  /**
   * Day on which somebody last compared the contract with the estate.
   */
  last_verified?: string | null;
  /**
   * What the contract covers.
   */
  scope?: string | number | boolean | null;
  ssh: Ssh;
}
/**
 * The targets and what holds for all of them.
 */
export interface Ssh {
  defaults?: SshDefaults;
  /**
   * The hosts.
   */
  targets: SshTarget[];
}
/**
 * One host.
 */
export interface SshTarget {
  /**
   * Key of the host in all contracts.
   */
  id: string | number;
  /**
   * Preferred name or address.
   */
  host?: string | null;
  /**
   * User.
   */
  user?: string | null;
  /**
   * Port.
   */
  port?: number | null;
  /**
   * Address in the overlay network.
   */
  tailscale_ip?: string | null;
  /**
   * Address in the LAN.
   */
  lan_ip?: string | null;
  /**
   * Remarks.
   */
  description?: unknown;
  /**
   * Words that class the host.
   */
  tags?: (string | number)[] | null;
  /**
   * Which address to prefer.
   */
  access_policy?: string | number | boolean | null;
  /**
   * How it is reached.
   */
  access_method?: string | number | boolean | null;
  /**
   * Target to jump over.
   */
  probe_via?: string | null;
  /**
   * Hardware address.
   */
  mac?: string | null;
  /**
   * Seconds to wait for a connection.
   */
  connect_timeout_sec?: number | null;
  /**
   * Whether it may be away.
   */
  optional?: string | number | boolean | null;
  /**
   * Further options of ssh.
   */
  ssh_extra_opts?: string | number | boolean | null;
  /**
   * Site the host stands at.
   */
  site?: string | null;
  /**
   * What the host is.
   */
  kind?: string | null;
  /**
   * Remarks.
   */
  notes?: unknown;
}
