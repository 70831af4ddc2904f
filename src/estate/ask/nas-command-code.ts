/** Commands that only speak to people; a message that is piped into a program is no message. */
const SPOKEN =
  /(^|[;&|{(]|\b(?:then|else|do)\b)(\s*)((?:echo|printf|print|log\w*|say|note|warn\w*|info|die|fail|fatal|usage|logger|msg)\b(?:[^\n;&|"'()]|"(?:[^"\\]|\\.)*"|'[^']*'|\$\((?:[^()]|\([^()]*\))*\)|\([^()]*\)|[<>]&\d)*)/gm;
const USAGE = /<<-?\s*(['"]?)(\w+)\1[^\n]*\n[\s\S]*?\n\s*\2(?=\n|$)/g;

/** The text of a shell or Python program with comments, messages and texts for people blanked; offsets stay. */
export function actingCode(source: string): string {
  const uncommented = source.replace(/(^|\s)#[^\n]*/g, blanked);
  const unsaid = uncommented.replace(
    SPOKEN,
    (whole, before: string, gap: string, said: string, at: number) =>
      isPiped(uncommented, at + whole.length, said) ? whole : `${before}${gap}${blanked(said)}`,
  );
  return withoutDryRunners(unsaid.replace(USAGE, (whole, _, __, at: number) => heredoc(whole, at, unsaid)));
}

const known = new WeakMap<object, string>();

/** The same of a script that was read, worked out once. */
export function actingCodeOf(script: { readonly source: string }): string {
  const code = known.get(script) ?? actingCode(script.source);
  known.set(script, code);
  return code;
}

const blanked = (text: string): string => text.replace(/[^\n]/g, ' ');

/** `printf ... | ssh host sh` and `echo o > /proc/sysrq-trigger` do something. */
const isPiped = (source: string, end: number, said: string): boolean =>
  /^\s*\|\s*(?!\||tee\b|logger\b|sed\b|cat\b|fold\b|less\b)\w/.test(source.slice(end, end + 40)) ||
  /sysrq|\/dev\/(?:udp|tcp)\//.test(said);

/** A text that goes to cat or nowhere is for people; one that goes to ssh or an interpreter is run. */
function heredoc(whole: string, at: number, source: string): string {
  const line = source.slice(source.lastIndexOf('\n', at) + 1, at + whole.indexOf('\n'));
  return /\b(?:ssh|sudo|bash|sh|python\d?|curl|nc|on|remote\w*|\w*ssh\w*)\b/.test(line)
    ? whole
    : blanked(whole);
}

/** `run() { echo "would $*"; }`: what goes through a function that only speaks is not run. */
function withoutDryRunners(code: string): string {
  const names = [...code.matchAll(/^\s*(?:function\s+)?(\w+)\s*\(\)\s*\{([^}]*)\}/gm)]
    .filter(([, , body]) => /^[\s;:]*$/.test(body!))
    .map(([, name]) => name!);
  return names.reduce(
    (text, name) =>
      text.replace(new RegExp(`(^|[;&|]|\\bthen\\b|\\bdo\\b)(\\s*)${name}\\s[^\\n;&|]*`, 'gm'), blanked),
    code,
  );
}
