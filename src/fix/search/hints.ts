import type { Finding } from '../../finding/finding.ts';

/** What a finding says in words of an edit that would mend it. */
export interface Hints {
  /** Words as keys and values are spelled; dotted ones in their parts. */
  readonly words: ReadonlySet<string>;
  /** What stands in quotes, and the names of the subject and the site. */
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Whether the law says that something may go away or be called otherwise. */
  readonly mayLeave: boolean;
}

export function hintsOf({ message, related, fix, subject, site, detail }: Finding): Hints {
  const said = [message, ...related.map((place) => place.message)];
  const all = [...said, fix ?? ''].join('\n');
  const key = subject.slice(subject.indexOf(' ') + 1);
  const quoted = said.flatMap((text) => [...text.matchAll(/"([^"\n]{1,80})"/g)].map((match) => match[1]!));
  const stated = Object.values(detail ?? {}).filter((value) => typeof value === 'string');
  const texts = [
    ...quoted,
    ...stated,
    key,
    ...(key.includes('/') ? [key.split('/')[1]!] : []),
    ...(site === undefined ? [] : [site]),
  ];
  return {
    words: new Set(all.match(/[A-Za-z_][\w-]*/g) ?? []),
    texts: [...new Set(texts)],
    numbers: [
      ...new Set(
        [...message.matchAll(/(?<![\w.-])\d+(?:\.\d+)?(?![\w-])/g)].map(([digits]) => Number(digits)),
      ),
    ],
    mayLeave: /\b(?:delete|take|remove|drop|correct|merge|give|lower|point)\b/i.test(fix ?? ''),
  };
}
