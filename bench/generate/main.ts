/** `npm run bench:generate -- FOLDER [--sites N] [--seed N] [--variant clean|gapped|odd] [--system-clock]` */
import { parseArgs } from 'node:util';
import { OPERATOR, sitesOnly, type Variant, writeEstate } from './estate.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sites: { type: 'string' },
    seed: { type: 'string', default: '1' },
    variant: { type: 'string', default: 'clean' },
    'system-clock': { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('name the folder to write to');
writeEstate(folder, values.sites === undefined ? OPERATOR : sitesOnly(Number(values.sites)), {
  seed: Number(values.seed),
  variant: values.variant as Variant,
  pinned: !values['system-clock'],
});
