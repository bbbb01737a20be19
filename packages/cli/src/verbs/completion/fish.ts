import type { OptionDescribed, ProgramDescribed, VerbDescribed } from "./description.js";

/** Completion for fish, with what each verb and option is for. */
export function fishCompletion({ version, verbs }: ProgramDescribed): string {
  const first = verbs.map(
    ({ name, summary }) => `complete -c onset -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
  );
  return `# fish completion for onset ${version}, made by: onset completion fish
complete -c onset -n __fish_use_subcommand -f
complete -c onset -n __fish_use_subcommand -l version -d 'print the version'
complete -c onset -s h -l help -d 'show help'
${first.join("\n")}
${verbs
  .flatMap((verb) => [verb, ...verb.parts])
  .flatMap(verbLines)
  .join("\n")}
`;
}

function verbLines({ name, options, argumentValues, takesFiles, parts }: VerbDescribed): string[] {
  const [verb, part] = name.split(" ");
  const called = parts.map((other) => other.name.split(" ")[1]).join(" ");
  const seen = `__fish_seen_subcommand_from ${verb}`;
  const condition =
    part !== undefined
      ? `${seen}; and __fish_seen_subcommand_from ${part}`
      : called === ""
        ? seen
        : `${seen}; and not __fish_seen_subcommand_from ${called}`;
  const start = `complete -c onset -n ${quoted(condition)}`;
  return [
    ...(argumentValues.length > 0 ? [`${start} -f -a ${quoted(argumentValues.join(" "))}`] : []),
    ...(argumentValues.length === 0 && !takesFiles ? [`${start} -f`] : []),
    ...parts.map((other) => `${start} -a ${other.name.split(" ")[1]} -d ${quoted(other.summary)}`),
    ...options.map((option) => `${start} ${optionWords(option)}`),
  ];
}

function optionWords({ names, argument, values, about }: OptionDescribed): string {
  const flags = names.map((name) => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value =
    argument === null
      ? []
      : values.length > 0
        ? [`-x -a ${quoted(values.join(" "))}`]
        : [argument.kind === "file" ? "-r -F" : "-x"];
  return [...flags, ...value, `-d ${quoted(about)}`].join(" ");
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
