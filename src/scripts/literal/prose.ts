const PROSE = /(^|_)(doc|docs|description|help|usage|examples?|comment|note|message|msg)s?(_|$)/i;

/** What a name holds is for people. */
export const isProse = (name: string | undefined): boolean => PROSE.test(name ?? '');
