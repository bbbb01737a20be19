import type { OptionDescribed, ProgramDescribed, VerbDescribed } from "./description.js";

/** Completion for zsh, with what each verb and option is for. */
export function zshCompletion({ version, verbs }: ProgramDescribed): string {
  return `#compdef onset
# zsh completion for onset ${version}, made by: onset completion zsh
${verbs
  .flatMap((verb) => [...verb.parts, verb])
  .map(verbFunction)
  .join("\n")}
_onset() {
  local curcontext=$curcontext state line
  _arguments -C '--help[show help]' '--version[print the version]' '1: :->verb' '*:: :->rest'
  case $state in
    verb)
      local -a verbs=(
${verbs.map(({ name, summary }) => `        ${quoted(`${name}:${summary}`)}`).join("\n")}
      )
      _describe -t verbs verb verbs
      ;;
    rest)
      (( $+functions[_onset_$words[1]] )) && _onset_$words[1]
      ;;
  esac
}
# As a file of fpath it is called at once; a script that is sourced tells who completes.
if [[ $funcstack[1] == _onset ]]; then _onset "$@"; else compdef _onset onset; fi
`;
}

function verbFunction({ name, options, argumentValues, takesFiles, parts }: VerbDescribed): string {
  const rest =
    argumentValues.length > 0
      ? [quoted(`1:name:(${argumentValues.join(" ")})`)]
      : [quoted(takesFiles ? "*:file:_files" : "*: :")];
  const specs = [...options.flatMap(optionSpecs), quoted("(-h --help)--help[show help]"), ...rest];
  const own = `  _arguments -s \\\n    ${specs.join(" \\\n    ")}`;
  const called = parts.map((part) => part.name.split(" ")[1]);
  const choice =
    parts.length === 0
      ? ""
      : `  if (( CURRENT > 2 )) && [[ $words[2] == (${called.join("|")}) ]]; then
    local part=$words[2]
    shift words
    (( CURRENT-- ))
    _onset_${name}_$part
    return
  fi
  (( CURRENT == 2 )) && compadd -- ${called.join(" ")}
`;
  return `_onset_${name.replace(" ", "_")}() {\n${choice}${own}\n}`;
}

function optionSpecs({ names, argument, values, about }: OptionDescribed): string[] {
  const value =
    argument === null
      ? ""
      : `:${escaped(argument.name)}:${values.length > 0 ? `(${values.join(" ")})` : argument.kind === "file" ? "_files" : " "}`;
  return names.map((name) => quoted(`${name}[${escaped(about)}]${value}`));
}

/** Brackets and colons end a part of a specification. */
function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, "\\$&");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
