import { takesValue } from '../option-value.ts';
import { addUse, type Reading } from '../reading.ts';
import { isListText, tokensOf } from '../tokens.ts';
import { baseName, type Command } from './command.ts';
import { isLiteral, type Word } from './word.ts';

/** `bash x/recover a`: the script gets what stands behind it. */
export function readInterpreted(command: Command, reading: Reading): void {
  const at = command.args.findIndex(({ text }) => !/^-[abefhkmnptuvxBCEHPT]+$/.test(text));
  const script = command.args[at];
  if (!script || !/^[^-].*(?:\/|\.(?:sh|bash|py|pl)$)/.test(script.text)) readPlain(command, reading);
  else {
    addArgument(script, undefined, command, reading);
    const args = command.args.slice(at + 1);
    readPlain({ ...command, name: baseName(script.text), program: script, args }, reading);
  }
}

export function readPlain(command: Command, reading: Reading): void {
  command.args.forEach((word, at) => {
    const before = command.args[at - 1];
    const flag = before && takesValue(before.text, command.name) ? before.text : undefined;
    const inline = /^(--?[\w-]+)=(.*)/s.exec(word.text);
    if (inline) addArgument(word, inline[1], command, reading, inline[2]);
    else addArgument(word, flag, command, reading);
  });
}

export function addArgument(
  word: Word,
  subject: string | undefined,
  command: Command,
  reading: Reading,
  text = word.text,
): void {
  if (!/\w/.test(text)) return;
  const position = command.args.findIndex(({ node }) => node === word.node) + 1;
  const about = { context: 'argument', subject, command: command.name, position } as const;
  const alone = text.length < 60 && isLiteral(word) && isListText(text);
  if (!alone) addUse(reading, word.node, { ...about, text });
  else {
    const siblings = tokensOf(text, 0).map((token) => token.text);
    for (const each of siblings) addUse(reading, word.node, { ...about, text: each, siblings });
  }
}
