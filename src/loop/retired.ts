import type { Estate } from '../estate/model/estate.ts';
import { type Subject, subjectKey, subjectKind } from '../finding/subject.ts';

const GONE = /^(?:retired|decommissioned|removed|deprecated)$/;

/** Whether a contract says that a subject is gone for good; then nothing has to look at it any more. */
export function isRetired(subject: string, estate: Estate): boolean {
  const key = subjectKey(subject as Subject);
  switch (subjectKind(subject as Subject)) {
    case 'site':
      return isSiteRetired(key, estate);
    case 'guest': {
      const guest = estate.index.guest(key);
      return guest !== undefined && (guest.state === 'retired' || isSiteRetired(guest.site, estate));
    }
    case 'capability':
      return GONE.test(estate.index.capability(key)?.lifecycle ?? '');
    case 'service':
      return estate.services.some((service) => service.id === key && GONE.test(service.status));
    case 'hypervisor':
    case 'nas':
    case 'device':
      return isSiteRetired(estate.nodes.find((node) => node.subject === subject)?.site, estate);
    default:
      return false;
  }
}

export const isSiteRetired = (site: string | undefined, estate: Estate): boolean =>
  site !== undefined && estate.index.site(site)?.status === 'retired';
