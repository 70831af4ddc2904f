import { addTo } from '../../grouping/groups.ts';
import { oncePerScript } from './once.ts';

/** Commands that only speak to people; a message that is piped into a program is no message. */
const SPOKEN =
  /(^|[;&|{(]|\b(?:then|else|do)\b)([^\S\n]*)((?:echo|printf|print|log\w*|say|note|warn\w*|info|die|fail|fatal|usage|logger|msg)\b(?:[^\n;&|"'()]|"(?:[^"\\]|\\.)*"|'[^']*'|\$\((?:[^()]|\([^()]*\))*\)|\([^()]*\)|[<>]&\d)*)/gm;

/** The text of a shell or Python program with comments, messages and texts for people blanked; offsets stay. */
export function actingCode(source: string): string {
  const uncommented = source.replace(/(^|\s)#[^\n]*/g, blanked);
  const unsaid = uncommented.replace(
    SPOKEN,
    (whole, before: string, gap: string, said: string, at: number) =>
      isPiped(uncommented, at + whole.length, said) ? whole : `${before}${gap}${blanked(said)}`,
  );
  return withoutDryRunners(withoutTexts(unsaid));
}

/** The same of a script that was read, worked out once. */
export const actingCodeOf = oncePerScript(({ source }) => actingCode(source));

const blanked = (text: string): string => text.replace(/[^\n]/g, ' ');

/** `printf ... | ssh host sh` and `echo o > /proc/sysrq-trigger` do something. */
const isPiped = (source: string, end: number, said: string): boolean =>
  /^\s*\|\s*(?!\||tee\b|logger\b|sed\b|cat\b|fold\b|less\b)\w/.test(source.slice(end, end + 40)) ||
  /sysrq|\/dev\/(?:udp|tcp)\//.test(said);

/** A here-document that goes to cat or nowhere is for people; one that goes to ssh or an interpreter is run. */
function withoutTexts(code: string): string {
  const lines = code.split('\n');
  const ends = endsBelow(lines);
  for (let at = 0; at < lines.length; at++) {
    const opened = /(?<!<)<<-?\s*(['"]?)(\w+)\1/.exec(lines[at]!);
    const end = opened && ends(opened[2]!, at);
    if (!end) continue;
    if (!IS_RUN.test(lines[at]!)) {
      lines[at] = lines[at]!.slice(0, opened.index) + blanked(lines[at]!.slice(opened.index));
      for (let line = at + 1; line <= end; line++) lines[line] = blanked(lines[line]!);
    }
    at = end;
  }
  return lines.join('\n');
}

/** Finds the next line that is a word alone; asked for lines further and further down. */
function endsBelow(lines: readonly string[]): (word: string, above: number) => number | undefined {
  const places = new Map<string, number[]>();
  for (let at = lines.length - 1; at >= 0; at--) {
    const word = lines[at]!.trim();
    addTo(places, word, at);
  }
  return (word, above) => {
    const left = places.get(word) ?? [];
    while (left.length > 0 && left.at(-1)! <= above) left.pop();
    return left.at(-1);
  };
}

const IS_RUN = /\b(?:ssh|sudo|bash|sh|python\d?|curl|nc|on|remote\w*|\w*ssh\w*)\b/;

/** `run() { echo "would $*"; }`: what goes through a function that only speaks is not run. */
function withoutDryRunners(code: string): string {
  const silent = code.matchAll(/^[^\S\n]*(?:function\s+)?(\w+)\s*\(\)\s*\{[\s;:]*\}/gm);
  const names = new Set([...silent].map(([, name]) => name!));
  if (names.size === 0) return code;
  return code.replace(COMMAND, (whole, name: string) => (names.has(name) ? blanked(whole) : whole));
}

const COMMAND = /(?:^|[;&|]|\b(?:then|do)\b)[^\S\n]*(\w+)\s[^\n;&|]*/gm;
