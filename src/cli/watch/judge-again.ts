import type { Finding } from '../../finding/finding.ts';
import { printable } from '../../finding/printable.ts';
import { Refusal } from '../../finding/refusal.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { inkFor } from '../../report/ink.ts';
import { findingBlocks, textOptions } from '../../report/text.ts';
import { isAccepted } from '../../result/result.ts';
import { gatesPicked, selectionOf } from '../check/selection.ts';
import { type Memory, newMemory, prepare } from '../judge.ts';
import { type Judgement, judgedWithBaseline } from '../judgement.ts';
import { clockWords, terminalColumns } from '../text-report.ts';
import { type Changed, changedBetween } from './changed.ts';

export interface WatchTerms {
  readonly root: string;
  readonly estate?: string;
  readonly gate?: string[];
  readonly pack?: string;
  readonly site?: string;
  readonly now?: string;
  readonly colour: boolean;
}

/** Every version of every file is remembered; after so many judgements all is read anew. */
const ROUNDS = 200;

/** Judges the estate each time it is called; says what changed since the last time, or all at first. */
export function againAndAgain(terms: WatchTerms): () => Promise<string> {
  let memory = newMemory();
  let round = 0;
  let known: readonly Finding[] | undefined;
  let refused: string | undefined;
  return async () => {
    if (++round % ROUNDS === 0) memory = newMemory();
    try {
      const { judgement, clock } = await judgedNow(terms, memory);
      const open = judgement.result.findings.filter((finding) => !isAccepted(finding));
      const said = roundText({ judgement, clock, changed: changedBetween(known ?? [], open), open }, terms);
      const isFirst = known === undefined || refused !== undefined;
      known = open;
      refused = undefined;
      return said.length > 1 || isFirst ? `${said.join('\n')}\n` : '';
    } catch (error) {
      if (!(error instanceof Refusal) || known === undefined) throw error;
      const again = refused === error.message;
      refused = error.message;
      return again ? '' : `cannot judge: ${printable(error.message)}\n`;
    }
  };
}

async function judgedNow(terms: WatchTerms, memory: Memory) {
  const tree = diskTree(terms.root);
  const prepared = await prepare(
    tree,
    terms.estate ?? terms.root,
    terms.now,
    (settings, catalogue) => gatesPicked(terms, settings, catalogue),
    memory,
  );
  const { gates, keeps } = selectionOf(terms, prepared);
  // Commits are of no interest here, so git is not asked.
  const identity = { root: '.', commit: null, tree: null, dirty: null };
  const judgement = judgedWithBaseline(tree, prepared, identity, gates, keeps);
  return { judgement, clock: clockWords(prepared.clock.source) };
}

interface Round {
  readonly judgement: Judgement;
  readonly clock: string;
  readonly changed: Changed;
  readonly open: readonly Finding[];
}

/** The last part counts; those before it are what changed. */
function roundText({ judgement, clock, changed, open }: Round, { colour }: WatchTerms): string[] {
  const ink = inkFor(colour);
  const fresh = findingBlocks(
    changed.fresh,
    textOptions({ ...judgement, clock }, { colour, quiet: false, columns: terminalColumns() }),
  );
  const gone = changed.gone.map(
    ({ place, message, gate }) =>
      `${ink.good('gone')}: ${printable(`${place.file}:${place.line}`)}: ${printable(message)} ${ink.dim(`[${gate}]`)}`,
  );
  const stopped = judgement.result.gates.filter(
    ({ outcome }) => outcome === 'blocked' || outcome === 'crashed',
  );
  const aside = stopped.length === 0 ? '' : `; ${stopped.length} gates could not judge`;
  const count = open.length === 1 ? '1 finding' : `${open.length} findings`;
  return [...fresh.map((block) => `${block}\n`), ...gone, `${count}${aside}`];
}
