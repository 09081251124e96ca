import type { Command, Option } from 'commander';

/** Shells that complete the verbs and options. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A verb, with its own verbs. */
interface Verb {
  /** `keys generate`; empty for the program. */
  readonly path: string;
  readonly verbs: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly Option[];
}

/** Every verb of a program, itself first. */
function verbsOf(command: Command, path: readonly string[] = []): Verb[] {
  const verbs = command.commands.map((child) => ({ name: child.name(), description: child.description() }));
  const own = { path: path.join(' '), verbs, options: command.options.filter(({ hidden }) => !hidden) };
  return [own, ...command.commands.flatMap((child) => verbsOf(child, [...path, child.name()]))];
}

/** A script for the shell's start-up file, made from the tree of commands. */
export function completionScript(program: Command, shell: Shell): string {
  const verbs = verbsOf(program);
  if (shell === 'fish') return fish(program.name(), verbs);
  const bash = bashFunction(program.name(), verbs);
  return shell === 'bash' ? bash : `autoload -U +X bashcompinit && bashcompinit\n${bash}`;
}

const flagsOf = ({ long, short }: Option): string[] =>
  [long, short].filter((flag) => flag !== undefined && flag !== null);

function bashFunction(name: string, verbs: readonly Verb[]): string {
  const cases = verbs.map((verb) => {
    const words = [...verb.verbs.map((child) => child.name), ...verb.options.flatMap(flagsOf)];
    return `    '${verb.path}') words='${words.join(' ')}' ;;`;
  });
  const choices = verbs.flatMap(({ path, options }) =>
    options
      .filter(({ argChoices }) => argChoices !== undefined)
      .map((option) => `    '${path} ${option.long}') words='${option.argChoices?.join(' ')}' ;;`),
  );
  const paths = verbs.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return [
    `_waybill_privacy() {`,
    `  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} verb='' next i words=''`,
    `  for ((i = 1; i < COMP_CWORD; i++)); do`,
    `    next="\${verb:+$verb }\${COMP_WORDS[i]}"`,
    `    case "$next" in ${paths.join('|')}) verb=$next ;; esac`,
    `  done`,
    `  case "$verb $before" in`,
    ...choices,
    `  esac`,
    `  [[ -z $words ]] && case "$verb" in`,
    ...cases,
    `  esac`,
    `  COMPREPLY=($(compgen -W "$words" -- "$word"))`,
    `}`,
    `complete -o default -F _waybill_privacy ${name}`,
    ``,
  ].join('\n');
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function fish(name: string, verbs: readonly Verb[]): string {
  const lines = verbs.flatMap(({ path, verbs: children, options }) => {
    const words = path === '' ? [] : path.split(' ');
    const seen = words.map((word) => `__fish_seen_subcommand_from ${word}`);
    const none =
      children.length === 0 ? [] : [`not __fish_seen_subcommand_from ${children.map((child) => child.name).join(' ')}`];
    const when = (conditions: readonly string[]): string =>
      conditions.length === 0 ? '' : ` -n ${quoted(conditions.join('; and '))}`;
    return [
      ...children.map(
        (child) => `complete -c ${name}${when([...seen, ...none])} -f -a ${child.name} -d ${quoted(child.description)}`,
      ),
      ...options.map((option) => {
        const long = option.long ? ` -l ${option.long.slice(2)}` : '';
        const short = option.short ? ` -s ${option.short.slice(1)}` : '';
        const values = option.argChoices
          ? ` -x -a ${quoted(option.argChoices.join(' '))}`
          : option.required
            ? ' -r'
            : '';
        return `complete -c ${name}${when(path === '' ? none : seen)}${long}${short}${values} -d ${quoted(option.description)}`;
      }),
    ];
  });
  return `${lines.join('\n')}\n`;
}
