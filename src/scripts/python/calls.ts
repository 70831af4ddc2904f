const SPOKEN =
  /^(print|input|exit|quit|sys\.exit|warnings\.warn|.*\b(log|logger|logging)\b.*|.*\.(debug|info|warning|warn|error|critical|exception|fatal|echo|secho|fail|print)|die|fail|err|warn|info|debug|note|say|usage|abort|\w*(Error|Exception|Exit))$/;
export const SPOKEN_KEYWORDS =
  /^(help|description|usage|epilog|metavar|prog|title|label|message|msg|version|doc)$/;
export const COMPARING =
  /\.(startswith|endswith|fullmatch|count|index|removesuffix|removeprefix|__eq__)$|^re\.(fullmatch|match|search|compile)$/;
const RUNS =
  /^(subprocess\.\w+|os\.(system|popen|exec\w+|spawn\w+)|asyncio\.create_subprocess_\w+|Popen|check_output|check_call|call|sh|sh\w*|run\w*|execute\w*|shell|ssh\w*|remote\w*)$/;

export const isSpokenCall = (name: string): boolean => SPOKEN.test(name);
export const isRunner = (name: string): boolean =>
  RUNS.test(name) || /\.(run|call|check_output|check_call|Popen|popen|system)$/.test(name);
