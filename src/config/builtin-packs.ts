/** What a pack holds besides other packs: gates by id glob, or all that do not depend on the clock. */
export interface PackRule {
  readonly about: string;
  readonly gates: readonly string[];
  readonly clockless?: true;
}

/** The packs that every estate has. */
export const BUILTIN_PACKS: ReadonlyMap<string, PackRule> = new Map<string, PackRule>([
  ['core', { about: 'the contracts themselves', gates: ['contracts/**'] }],
  [
    'lifecycle',
    { about: 'guests, NAS, mounts and their order', gates: ['guests/**', 'nas/**', 'mounts/**'] },
  ],
  ['parity', { about: 'what one site has, every site has', gates: ['sites/**'] }],
  ['backups', { about: 'backup targets, limits and evidence', gates: ['backups/**'] }],
  ['scripts', { about: 'scripts that serve every site', gates: ['scripts/**'] }],
  [
    'governance',
    {
      about: "the estate's own gates, packs, loops, gaps and waivers",
      gates: ['gate-scripts/**', 'packs/**', 'loops/**', 'gaps/**', 'waivers/**'],
    },
  ],
  [
    'maintenance',
    {
      about: 'what a window demands before it starts',
      gates: [
        'guests/**',
        'nas/**',
        'mounts/**',
        'backups/**',
        'sites/**',
        'maintenance/**',
        'contracts/address-one-machine',
      ],
    },
  ],
  ['hook', { about: 'everything that does not depend on the clock', gates: ['**'], clockless: true }],
  ['all', { about: 'every gate', gates: ['**'] }],
]);
