import type { Reported } from './reported.ts';

/** The result as it is, in the format of schemas/result.schema.json. */
export const jsonReport = ({ result }: Pick<Reported, 'result'>): string =>
  `${JSON.stringify(result, null, 2)}\n`;
