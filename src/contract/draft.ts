/** What marks a row whose values somebody has to confirm. */
export const DRAFT = '# draft by gates fix: confirm';

/** What a draft says where nothing tells the value. */
export const UNKNOWN = 'to be confirmed';
