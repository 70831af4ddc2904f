/** A machine of a new site: what other contracts call it, and its address in the LAN. */
export interface NewNode {
  readonly id: string;
  readonly address: string;
}

/** What has to be known of a site before it can be bound. */
export interface NewSite {
  readonly id: string;
  /** A network such as address/length. */
  readonly lan: string;
  readonly vmids: { readonly from: number; readonly to: number };
  readonly hypervisors: readonly NewNode[];
  readonly nas: readonly NewNode[];
  readonly timezone?: string;
}
