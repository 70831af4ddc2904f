import { lines, type Repository } from './repository.ts';

export interface HistoryCommit {
  readonly id: string;
  /** When it was committed, ISO 8601. */
  readonly time: string;
  readonly parents: readonly string[];
}

/** The commits from one, which is left out, to the one checked out; oldest first. */
export function historySince({ ask }: Pick<Repository, 'ask'>, since: string): HistoryCommit[] {
  const asked = ['rev-list', '--topo-order', '--reverse', '--format=%H %cI %P', `${since}..HEAD`];
  return lines(ask(asked)).flatMap((line) => {
    const [id = '', time = '', ...parents] = line.split(' ');
    return id === 'commit' || id === '' ? [] : [{ id, time, parents: parents.filter(Boolean) }];
  });
}
