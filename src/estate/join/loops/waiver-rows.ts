import { subjectOf } from '../../../finding/subject.ts';
import type { WaiverRow } from '../../model/loop.ts';
import type { Sources } from '../../sources.ts';

/** Every readable waiver as something that gates can examine. */
export function joinWaivers({ waivers }: Sources): WaiverRow[] {
  return waivers.map((waiver) => ({
    subject: subjectOf('contract', waiver.file),
    at: waiver.at,
    waiver,
  }));
}
