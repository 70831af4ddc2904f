/** The closed list of things that a finding can be about. */
export const SUBJECT_KINDS = [
  'site',
  'hypervisor',
  'nas',
  'device',
  'guest',
  'service',
  'mount',
  'target',
  'probe',
  'capability',
  'runbook',
  'script',
  'gate-script',
  'pack',
  'contract',
  'gap',
  'loop',
] as const;

export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** `<kind> <key>`, for example the kind guest with a key of site and VMID. */
export type Subject = `${SubjectKind} ${string}`;

export const subjectOf = (kind: SubjectKind, key: string): Subject => `${kind} ${key}`;

export const subjectKind = (subject: Subject): SubjectKind => subject.split(' ', 1)[0] as SubjectKind;

export const subjectKey = (subject: Subject): string => subject.slice(subject.indexOf(' ') + 1);
