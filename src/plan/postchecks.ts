import { type Postcheck, postchecks } from '../estate/ask/postchecks.ts';
import { quoted } from '../finding/printable.ts';
import { type Draft, deadline, draft, type Moment } from './draft.ts';
import { looksAt } from './looks.ts';

const USUAL_SEC = 600;

/** The required postchecks that look at a site, or at no site in particular. */
export function postcheckSteps(moment: Moment): Draft[] {
  const { planning, site } = moment;
  return postchecks(planning.estate)
    .filter(
      ({ capability }) => !capability || capability.sites.length === 0 || capability.sites.includes(site.id),
    )
    .flatMap((postcheck) => postcheckStep(moment, postcheck));
}

function postcheckStep(moment: Moment, postcheck: Postcheck): Draft[] {
  const { planning } = moment;
  const problem = problemOf(postcheck);
  if (problem !== undefined) {
    const text = `the required postcheck ${quoted(postcheck.id)} ${problem}`;
    if (moment.phase === 'verify') planning.refuse(text, postcheck.at);
    else planning.leave(moment.site.id, postcheck.subject, text, postcheck.at);
    return [];
  }
  const argv = postcheck.capability!.argv;
  const wait = looksAt(moment, 'postcheck', deadline(planning, USUAL_SEC, 'one capability', postcheck.at));
  return [
    draft(moment, {
      action: 'postcheck',
      subject: postcheck.subject,
      title: quoted(postcheck.id),
      argv,
      wait,
      verify: {
        kind: 'command',
        capability: postcheck.id,
        argv,
        timeoutSec: wait.looks?.timeoutSec ?? USUAL_SEC,
      },
      because: [{ text: 'required_postchecks names it', at: postcheck.at }],
    }),
  ];
}

/** What would need a shell, such as a pipe or a variable, is no list of words. */
const SHELL_WORD = /[\s$`|&;<>(){}*?~!\\'"]/;

function problemOf({ capability }: Postcheck): string | undefined {
  if (!capability) return 'is no capability that the contracts know';
  const [program] = capability.argv;
  if (program === undefined) return 'has no command';
  if (program.startsWith('-')) return `begins with ${quoted(program)}, which is no program`;
  if (capability.executable?.exists === false) return `runs ${quoted(program)}, which does not exist`;
  const odd = capability.argv.find((word) => SHELL_WORD.test(word));
  return odd === undefined ? undefined : `needs a shell for ${quoted(odd)}, which no step has`;
}
