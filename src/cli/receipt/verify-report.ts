import { printable } from '../../finding/printable.ts';
import { differenceWords } from '../../receipt/difference.ts';
import { signatureWords } from './signature-words.ts';
import { differencesOf, type Verification, type VerifiedReceipt } from './verified-receipt.ts';

/** What holds and what differs, for people. */
export function verificationText({ receipts, differences, notes }: Verification): string {
  const store = differences.map((difference) => `differs: ${differenceWords(difference)}`);
  const bad = receipts.filter((one) => differencesOf(one).length > 0).length;
  const last =
    bad + differences.length === 0
      ? `${receipts.length} of ${receipts.length} receipts hold.`
      : `${receipts.length - bad} of ${receipts.length} receipts hold; what differs is listed above.`;
  const lines = [...receipts.flatMap(receiptLines), ...store, ...notes.map((note) => `note: ${note}`), last];
  return `${lines.map((line) => printable(line)).join('\n')}\n`;
}

function receiptLines(receipt: VerifiedReceipt): string[] {
  const { stored, notes, signature, files } = receipt;
  const differences = differencesOf(receipt);
  const facts = signature.state === 'wrong' ? undefined : stored.statement?.predicate;
  const about = facts ? `: ${facts.gates_pack} ${facts.result}, ${signatureWords(signature)}` : '';
  const against = files && files.against !== 'nothing' ? `, files held against ${files.against}` : '';
  return [
    `${stored.runKey} ${differences.length === 0 ? 'holds' : 'DIFFERS'}${about}${against}`,
    ...differences.map((difference) => `  differs: ${differenceWords(difference)}`),
    ...[...notes, ...(files?.notes ?? [])].map((note) => `  note: ${note}`),
  ];
}

/** The same for programs. */
export function verificationJson({ receipts, differences, notes }: Verification): string {
  const all = receipts.map((receipt) => ({
    runKey: receipt.stored.runKey,
    holds: differencesOf(receipt).length === 0,
    signature: receipt.signature.state,
    against: receipt.files?.against ?? 'nothing',
    differences: differencesOf(receipt),
    notes: [...receipt.notes, ...(receipt.files?.notes ?? [])],
  }));
  const holds = differences.length === 0 && all.every((receipt) => receipt.holds);
  return `${JSON.stringify({ version: 1, holds, receipts: all, differences, notes }, null, 2)}\n`;
}
