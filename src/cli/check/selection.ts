import { type Pack, packOf } from '../../config/packs.ts';
import type { Settings } from '../../config/settings.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Loop } from '../../estate/model/loop.ts';
import type { Finding } from '../../finding/finding.ts';
import { Refusal } from '../../finding/refusal.ts';
import { nearest } from '../../finding/suggest.ts';
import type { Gate } from '../../gate/gate.ts';
import { selectGates } from '../../gate/select.ts';
import type { Prepared } from '../judge.ts';
import { gatesOfLoop, isOfLoop } from '../loop/check.ts';
import { loopNamed } from '../loop/named.ts';
import type { CheckOptions } from './options.ts';

/** What a check was narrowed to. */
export interface Selection {
  readonly gates: readonly Gate[];
  readonly pack?: Pack<Gate>;
  readonly loop?: Loop;
  /** Whether a finding is of what was asked for. */
  readonly keeps: (finding: Finding) => boolean;
}

type Narrowing = Pick<CheckOptions, 'gate' | 'pack' | 'loop' | 'site'>;

/** The gates that pack and globs leave, before the estate is known. */
export const gatesPicked = (
  argv: Narrowing,
  settings: Settings,
  catalogue: readonly Gate[],
): readonly Gate[] => selectGates(packIn(argv, settings, catalogue)?.gates ?? catalogue, argv.gate ?? ['**']);

export function selectionOf(argv: Narrowing, prepared: Prepared): Selection {
  const { estate, settings, catalogue } = prepared;
  const pack = packIn(argv, settings, catalogue);
  const loop = argv.loop === undefined ? undefined : loopNamed(argv.loop, estate);
  const ofLoop = loop && new Set(gatesOfLoop(loop, prepared));
  const site = argv.site === undefined ? undefined : knownSite(argv.site, estate);
  return {
    gates: gatesPicked(argv, settings, catalogue).filter((gate) => ofLoop?.has(gate) ?? true),
    ...(pack && { pack }),
    ...(loop && { loop }),
    keeps: (finding) => (site === undefined || finding.site === site) && (!loop || isOfLoop(loop, finding)),
  };
}

const packIn = (
  { pack }: Narrowing,
  settings: Settings,
  catalogue: readonly Gate[],
): Pack<Gate> | undefined => (pack === undefined ? undefined : packOf(pack, settings, catalogue));

function knownSite(site: string, estate: Estate): string {
  const ids = estate.sites.map((one) => one.id);
  if (ids.includes(site)) return site;
  const near = nearest(site, ids);
  throw new Refusal(
    `no site is called "${site}"`,
    `${near ? `Did you mean "${near}"? ` : ''}The contracts declare: ${ids.join(', ') || 'none'}.`,
  );
}
