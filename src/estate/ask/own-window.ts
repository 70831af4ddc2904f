import type { Estate } from '../model/estate.ts';

/** Whether this tool's own window does all of a site's window: it reads the contracts and calls for the NAS itself. */
export function hasOwnWindow(site: string, estate: Estate): boolean {
  return estate.capabilities.some(
    ({ argv, executable, lifecycle = '', sites }) =>
      executable?.own === true &&
      runsWhole(argv.join(' ')) &&
      !/plan|draft|deprecated|retired|disabled/i.test(lifecycle) &&
      (sites.length === 0 || sites.includes(site)),
  );
}

const runsWhole = (command: string): boolean =>
  /\bwindow run\b/.test(command) && !/--phase[= ](?:precheck|recovery|verify)\b|--dry-run/.test(command);
