/** Every command by what people come for, each in a few words; a terminal of 80 columns shows all of them at once. */
export const OVERVIEW: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    'Judge',
    {
      check: 'run the gates and print the findings',
      watch: 'judge again after each save, print only what changed',
      verify: 'run a pack and leave a receipt',
      packs: 'list the packs and what each examines here',
      parity: 'the matrix of sites by facets of the standard',
    },
  ],
  [
    'Understand and mend',
    {
      explain: 'a law or a gap: what it examines here, why, and what to do',
      impact: 'what stops working when a thing is down',
      fix: 'make the edits that follow from the contracts',
      test: "run the examples of the estate's own gates",
      adequacy: 'damage each governed fact and see what no gate notices',
    },
  ],
  [
    'Close',
    {
      loop: 'list, show, audit and close loops',
      gap: 'list and show gaps; propose what could prove them',
      baseline: 'old debt that fails nothing while it is paid off',
      waivers: 'accepted risks with the days they have left',
      receipt: 'list, show, verify, repeat and import receipts',
      key: 'make keys that sign receipts',
    },
  ],
  [
    'Maintain',
    {
      plan: 'the ordered steps of a window, each with its reason',
      window: 'run, resume and look at windows',
      nas: 'start or stop the NAS of a site',
      observe: 'look at the newest backups, or at what runs',
    },
  ],
  [
    'Set up',
    {
      init: 'begin an estate, or take it from what machines tell',
      site: 'add a site',
      hook: 'judge each commit',
      schema: 'the schemas of the contracts, also for editors',
      completion: 'completion for bash, zsh and fish',
      cache: 'what earlier runs left, and how to drop it',
    },
  ],
];

const WIDTH = 13;

/** The help of the command itself: one screen. */
export function overviewText(): string {
  const groups = OVERVIEW.flatMap(([name, commands]) => [
    `${name}:`,
    ...Object.entries(commands).map(([command, about]) => `  ${command.padEnd(WIDTH)}${about}`),
  ]);
  return `${[
    'gates <command>: hold every site of an estate to one lifecycle standard, from',
    'its contracts in git. `gates <command> --help` has options and examples;',
    '--version says which gates this is, --debug shows stacks of internal errors.',
    '',
    ...groups,
    '',
    'Example:',
    `  ${'gates check'.padEnd(WIDTH)}judge the estate around the working directory`,
  ].join('\n')}\n`;
}
