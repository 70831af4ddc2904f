/** A text as a part of a regular expression that means just this text. */
export const escaped = (text: string): string => text.replace(/[^\w]/g, '\\$&');
