/** Stands in a literal's text where an expansion or an interpolation stood. */
export const HOLE = '\u{fffc}';
