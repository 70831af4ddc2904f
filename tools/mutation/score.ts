/** What is read of a report in the format of the mutation testing report schema. */
interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

export interface Score {
  readonly noticed: number;
  readonly missed: number;
  readonly share: number;
  /** Half the width of the 95 % interval, of the share; 0 where every mutant was tried. */
  readonly margin: number;
}

/** The share of mutants that a test noticed, of those that were tried. */
export function scoreOf({ files }: Report, isSample: boolean): Score {
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const count = (...fates: readonly string[]) =>
    mutants.filter(({ status }) => fates.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const missed = count('Survived', 'NoCoverage');
  const share = noticed / Math.max(1, noticed + missed);
  const margin = isSample ? 1.96 * Math.sqrt((share * (1 - share)) / Math.max(1, noticed + missed)) : 0;
  return { noticed, missed, share, margin };
}
