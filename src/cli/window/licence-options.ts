import type { Argv } from 'yargs';

/** What stands in for guards of a window that is run or taken up again. */
export interface LicenceOptions {
  readonly 'ack-token'?: string;
  readonly receipt?: string;
  readonly emergency?: string;
}

export const withLicence = (argv: Argv): Argv =>
  argv
    .option('ack-token', {
      type: 'string',
      requiresArg: true,
      describe:
        'Word of the contract that stands in for out-of-band access; others see it in `ps`, so rather set GATES_ACK_TOKEN',
    })
    .option('receipt', {
      type: 'string',
      requiresArg: true,
      describe: 'Receipt of the maintenance pack that stands in for judging it again, while its digests hold',
    })
    .option('emergency', {
      type: 'string',
      requiresArg: true,
      describe: 'Set policy guards aside, for this reason; the receipt then proves nothing',
    });
