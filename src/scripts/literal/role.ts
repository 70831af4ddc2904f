/** What a name says it holds. `other` is anything that is certainly no place. */
export type Role = 'site' | 'host' | 'guest' | 'other' | 'open';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const SITE = words('site sites loc location locations locality place places where campus premises venue');
const HOST = words(
  'host hosts hostname hostnames node nodes hypervisor hypervisors hv proxmox pve server servers machine machines anchor alias device devices dev devs target targets nas remote box boxes peer peers ssh gateway relay jump waker fqdn address addr ip mac endpoint endpoints idrac bmc ilo switch nvr',
);
const GUEST = words(
  'vm vms vmid vmids guest guests ct cts ctid ctids lxc lxcs qemu container containers domid',
);
const OTHER = words(
  'keypress keyname page pages tab tabs view views dir dirs directory directories folder folders path paths file files kind kinds type types class classes category facet role roles layer ring rings domain domains state status mode modes cmd command verb action actions button menu menus nav section sections route routes slug screen layout theme user users username account login group shell port ports rc timeout delay sleep retries retry attempts count num size limit wait sec secs seconds minutes interval percent http year month day hour version pool vg realm title msg message usage help text desc description note notes color colour dataset datasets fs partition unit service services svc stack stacks app apps compose package packages branch bucket template profile format fmt output level priority severity weekday lang locale url urls urlpath suffix prefix ext extension product products item items category cart pwd oldpwd cwd basename dirname choice answer reply',
);
/** Words that say how a thing is written, not what it is. */
const WEAK = words('key keys code codes label labels tag tags word text slug');

const tokens = new Map<string, readonly string[]>();

/** The words of an identifier, an option or a dotted name. */
export function tokensOfName(name: string): readonly string[] {
  const known = tokens.get(name) ?? splitName(name);
  tokens.set(name, known);
  return known;
}

function splitName(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((token) => token !== '');
}

/** The last telling word of a name decides: `site_dir` is a directory, `default_site_id` a site. */
export function roleOf(name: string | undefined): Role {
  if (name === undefined) return 'open';
  const known = roles.get(name) ?? roleByWords(name);
  roles.set(name, known);
  return known;
}

const roles = new Map<string, Role>();

function roleByWords(name: string): Role {
  let weak: Role = 'open';
  for (const token of tokensOfName(name).toReversed()) {
    if (SITE.has(token)) return 'site';
    if (GUEST.has(token)) return 'guest';
    if (HOST.has(token)) return 'host';
    if (WEAK.has(token)) weak = 'other';
    else if (OTHER.has(token)) return 'other';
  }
  return weak;
}
