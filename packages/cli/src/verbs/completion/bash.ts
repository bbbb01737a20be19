import type { OptionDescribed, ProgramDescribed, VerbDescribed } from "./description.js";

/** Completion for bash 4 and later, without the package bash-completion. */
export function bashCompletion({ version, verbs }: ProgramDescribed): string {
  const all = verbs.flatMap((verb) => [verb, ...verb.parts]);
  return `# bash completion for onset ${version}, made by: onset completion bash
_onset() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} verb= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      -*) continue ;;
    esac
    verb=\${COMP_WORDS[i]}
    break
  done
  COMPREPLY=()
  if [[ -z $verb ]]; then
    COMPREPLY=($(compgen -W "${[...verbs.map(({ name }) => name), "help", "--help", "--version"].join(" ")}" -- "$word"))
    return
  fi
  case $verb:\${COMP_WORDS[i + 1]} in
${partNames(verbs)
  .map((name) => `    ${name.replace(" ", ":")}) ((i + 1 < COMP_CWORD)) && verb="${name}" ;;`)
  .join("\n")}
  esac
  case $verb:$before in
${valueCases(all).join("\n")}
    ${otherPatterns(all).join(" | ")})
      compopt +o default
      return
      ;;
    ${filePatterns(all).join(" | ")})
      return
      ;;
  esac
  local options= names=
  case $verb in
${all.map(verbCase).join("\n")}
    help) names="${verbs.map(({ name }) => name).join(" ")}" ;;
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [[ -n $names ]]; then
    COMPREPLY=($(compgen -W "$names" -- "$word"))
  fi
}
# Where nothing is proposed, names of files are.
complete -o default -F _onset onset
`;
}

function partNames(verbs: readonly VerbDescribed[]): string[] {
  return verbs.flatMap(({ parts }) => parts.map(({ name }) => name));
}

function verbCase({ name, options, argumentValues, parts }: VerbDescribed): string {
  const flags = [...options.flatMap(({ names }) => names), "--help"].join(" ");
  const words = [...argumentValues, ...parts.map((part) => part.name.split(" ")[1])];
  const proposed = words.length === 0 ? "" : ` names="${words.join(" ")}"`;
  return `    "${name}") options="${flags}"${proposed} ;;`;
}

/** One case for each list of words, of all options that take it. */
function valueCases(all: readonly VerbDescribed[]): string[] {
  const patterns = new Map<string, string[]>();
  for (const { name, options } of all) {
    for (const option of options.filter(({ values }) => values.length > 0)) {
      const words = option.values.join(" ");
      patterns.set(words, [...(patterns.get(words) ?? []), ...patternsOf(name, option)]);
    }
  }
  return [...patterns].map(
    ([words, cases]) => `    ${cases.join(" | ")})
      COMPREPLY=($(compgen -W "${words}" -- "$word"))
      return
      ;;`,
  );
}

function otherPatterns(all: readonly VerbDescribed[]): string[] {
  return patternsOfKind(all, "other");
}

function filePatterns(all: readonly VerbDescribed[]): string[] {
  return patternsOfKind(all, "file");
}

function patternsOfKind(all: readonly VerbDescribed[], kind: "file" | "other"): string[] {
  return all.flatMap(({ name, options }) =>
    options.filter(({ argument }) => argument?.kind === kind).flatMap((option) => patternsOf(name, option)),
  );
}

function patternsOf(verb: string, { names }: OptionDescribed): string[] {
  return names.map((name) => `"${verb}:${name}"`);
}
