import type { Capability } from '../model/capability.ts';

/** A capability that is only planned, or was given up, runs nothing. */
export const isReady = ({ lifecycle }: Capability): boolean =>
  !/^(planned|draft|retired|deprecated|disabled|removed)$/i.test(lifecycle ?? '');
