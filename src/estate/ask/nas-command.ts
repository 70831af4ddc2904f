import { addTo } from '../../grouping/groups.ts';
import type { ScriptFacts } from '../../scripts/read.ts';
import type { Capability } from '../model/capability.ts';
import type { Estate } from '../model/estate.ts';
import { factsOf, scriptsBehind } from './check-scripts.ts';
import { actingCode, actingCodeOf } from './nas-command-code.ts';
import { elsewhere } from './nas-command-machine.ts';
import { ownTrouble } from './nas-command-own.ts';
import type { NasPower, PowerVerb } from './nas-power.ts';

/** What a command does to the power of a NAS; `unknown` where it cannot be read. */
export type CommandEffect =
  | { readonly acts: 'yes' | 'unknown' }
  | { readonly acts: 'no'; readonly because: string };

const YES: CommandEffect = { acts: 'yes' };
const UNKNOWN: CommandEffect = { acts: 'unknown' };
const no = (because: string): CommandEffect => ({ acts: 'no', because });

/** Words that take power away or give it, as far as people write them: programs, interfaces of makers, sockets. */
export const ACTS: Readonly<Record<PowerVerb, RegExp>> = {
  stop: /(?<![\w/.-])(?:synopoweroff|synoshutdown|syno_poweroff_task|poweroff|shutdown|halt)(?![\w-]|\s*\()|\b(?:tele?)?init\s+0\b|sysrq|SYNO\.Core\.System[\s\S]{0,80}?\bshutdown\b|webapi[\s\S]{0,200}?\bshutdown\b|\b[Pp]ower(?:\s+|%20)(?:[Oo]ff|OFF|soft|down)\b|\bpower[_-]?off\s*\(|\bnas_stop\b|\b(?:snmpset|apcctl|upscmd|uhubctl|tapo|kasa|shelly|tasmota)\b[^\n]*\b(?:off|shutdown|load\.off)\b|\bcurl\b[^\n]*\b(?:off|shutdown|poweroff)\b|\bgates["',\s]+nas["',\s]+stop\b/,
  start:
    /\b(?:wakeonlan|etherwake|ether-wake|wol|send_magic_packet|magic_packet|wake_on_lan|synowol|wakelan|gwakeonlan|powerwake)\b|\\xff|\bf{12}\b|\/dev\/udp\/|b?["']\\xff["']\s*\*\s*6|\b[Pp]ower(?:\s+|%20)(?:[Oo]n|ON|up)\b|\bpower[_-]?on\s*\(|\b(?:snmpset|apcctl|uhubctl|tapo|kasa|shelly|tasmota)\b[^\n]*\bon\b|\bcurl\b[^\n]*\b(?:on|poweron|power_on|wake)\b|\bgates["',\s]+nas["',\s]+start\b/,
};

const DRY =
  /^(?:--dry[-_]?run|--no-?op|--simulate|--what-?if|--check(?:-only)?|--plan|--print(?:-only)?)(?:=(?!false|no|0).*)?$/;
const SYSTEM = /\/(?:usr\/)?(?:local\/|syno\/)?s?bin\//g;

/** Whether the command behind a capability changes the power of what it is for. */
export function effectOf(power: NasPower, estate: Estate, depth = 0): CommandEffect {
  const { capability } = power;
  const dry = capability.argv.find((word) => DRY.test(word));
  if (dry !== undefined) return no(`has "${dry}" fixed in its command, so that nothing happens`);
  const { executable, argv } = capability;
  const run = argv.findIndex((word, index) => word === 'run' && argv[index - 1] === 'cap');
  if (run > 0 && acting(argv[run + 1] ?? '', power, estate, depth)) return YES;
  if (!executable?.exists || !executable.runnable) return UNKNOWN;
  if (executable.own) return ownEffect(power, estate);
  return executable.path === undefined
    ? lineEffect(capability, power, estate)
    : scriptEffect(executable.path, power, estate, depth);
}

function ownEffect(power: NasPower, estate: Estate): CommandEffect {
  const trouble = ownTrouble(power, estate);
  return trouble === undefined ? YES : no(trouble);
}

/** A command line without a script: all that it does stands there. */
function lineEffect({ argv }: Capability, { verb, acts }: NasPower, estate: Estate): CommandEffect {
  const line = argv.join(' ').replace(SYSTEM, '');
  const other = elsewhere(line, verb, acts, estate);
  if (other !== undefined) return no(`acts on "${other}"`);
  return ACTS[verb].test(actingCode(line)) &&
    (verb === 'start' || !/^(?:sudo\s+)?(?:poweroff|shutdown|halt)\b/.test(line))
    ? YES
    : no(`runs "${argv[0]}", which does not ${verb} a NAS`);
}

function scriptEffect(path: string, power: NasPower, estate: Estate, depth: number): CommandEffect {
  const facts = factsOf(estate, path);
  if (!facts) return power.capability.executable?.empty ? no(`runs "${path}", which is empty`) : UNKNOWN;
  const all = scriptsBehind(estate, facts);
  if (all.some((script) => passesOn(script, power, estate, depth))) return YES;
  const lines = all.flatMap((script) => actingLines(script, power.verb));
  if (lines.length === 0)
    return no(`runs "${path}", which ${doesNothing(facts) ? 'does nothing' : NEVER[power.verb]}`);
  const others = lines.map((line) => elsewhere(line, power.verb, power.acts, estate));
  return others.includes(undefined) ? YES : no(`runs "${path}", which acts on "${others[0]}" only`);
}

const NEVER: Readonly<Record<PowerVerb, string>> = {
  stop: 'never powers anything off',
  start: 'never wakes anything or powers it on',
};

function doesNothing({ source }: ScriptFacts): boolean {
  const code = actingCode(source.replace(/^#!.*/, ''));
  return /^(?:\s|;|\bset\s+[-+].*|\bexit\b(?:\s+\d+)?|\btrue\b|:(?=\s|$))*$/m.test(code.replace(/\n+/g, ';'));
}

/** A capability that the script runs in its turn. */
function passesOn(script: ScriptFacts, power: NasPower, estate: Estate, depth: number): boolean {
  const code = actingCodeOf(script);
  return [...code.matchAll(/\bcap["',\s]+run["',\s]+([\w.-]+)/g)].some(([, id]) =>
    acting(id!, power, estate, depth),
  );
}

function acting(id: string, power: NasPower, estate: Estate, depth: number): boolean {
  const capability = estate.index.capability(id);
  if (!capability || capability === power.capability || depth > 3) return false;
  return effectOf({ ...power, capability }, estate, depth + 1).acts === 'yes';
}

function actingLines(script: ScriptFacts, verb: PowerVerb): string[] {
  const code = actingCode(withValues(script)).replace(SYSTEM, ' ');
  if (!ACTS[verb].test(code)) return [];
  const lines = code
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => ACTS[verb].test(line));
  return lines.length > 0 ? lines : [''];
}

/** The script with the variables that hold one written value replaced by it. */
function withValues({ text, source }: ScriptFacts): string {
  const values = new Map<string, string[]>();
  for (const { variable, from, text: value } of text.assignments) {
    addTo(values, variable, from === 'literal' ? value : '');
  }
  return source.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => {
    const [value, ...more] = values.get(name) ?? [];
    return value === undefined || value === '' || more.length > 0 || value.includes('\n') ? whole : value;
  });
}
