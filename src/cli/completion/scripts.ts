/** What a shell runs to ask for candidates; the words of the command line follow. */
export const COMPLETE = '__complete';

/** A line a candidate: the word, a tab, what it means. A shell falls back to file names where there is none. */
export const SCRIPTS = {
  bash: `# Completion of gates for bash: source <(gates completion bash)
_gates() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <("\${COMP_WORDS[0]}" ${COMPLETE} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _gates gates
`,
  zsh: `#compdef gates
# Completion of gates for zsh: source <(gates completion zsh)
_gates() {
  local line word
  local -a found
  for line in "\${(@f)$(\${words[1]} ${COMPLETE} "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    word=\${\${line%%$'\\t'*}//:/\\\\:}
    found+=("$word\${\${line#*$'\\t'}:+:}\${line#*$'\\t'}")
  done
  if (( \${#found} )); then _describe gates found; else _files; fi
}
compdef _gates gates
`,
  fish: `# Completion of gates for fish: gates completion fish | source
function __gates_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  $words[1] ${COMPLETE} $words[2..-1] "$current" 2>/dev/null
end
complete -c gates -f -a '(__gates_complete)'
complete -c gates -s C -l estate -r -F -a '(__fish_complete_directories)'
`,
} as const;
