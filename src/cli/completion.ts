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
  if (shell === 'bash') return bash;
  return [
    // zsh has no compdef before, and bashcompinit needs it.
    '(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }',
    'autoload -U +X bashcompinit && bashcompinit',
    bash,
  ].join('\n');
}

const flagsOf = ({ long, short }: Option): string[] =>
  [long, short].filter((flag) => flag !== undefined && flag !== null);

function bashFunction(name: string, verbs: readonly Verb[]): string {
  const cases = verbs.map((verb) => {
    const words = [...verb.verbs.map((child) => child.name), ...verb.options.flatMap(flagsOf)];
    return `    '${verb.path}') words='${words.join(' ')}' ;;`;
  });
  // Behind an option with a value: its choices, or nothing, so that the shell offers files.
  const values = verbs.flatMap(({ path, options }) =>
    options
      .filter((option) => option.required || option.optional)
      .map((option) => {
        const patterns = flagsOf(option).map((flag) => `'${path} ${flag}'`);
        const then = option.argChoices === undefined ? 'return' : `words='${option.argChoices.join(' ')}'`;
        return `    ${patterns.join('|')}) ${then} ;;`;
      }),
  );
  const paths = verbs.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return [
    `_waybill_privacy() {`,
    `  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} verb='' next i words=''`,
    `  for ((i = 1; i < COMP_CWORD; i++)); do`,
    `    next="\${verb:+$verb }\${COMP_WORDS[i]}"`,
    `    case "$next" in ${paths.join('|')}) verb=$next ;; esac`,
    `  done`,
    `  COMPREPLY=()`,
    `  case "$verb $before" in`,
    ...values,
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

const fishHelper = '__waybill_privacy_at';

function fish(name: string, verbs: readonly Verb[]): string {
  const lines = verbs.flatMap(({ path, verbs: children, options }) => {
    const complete = `complete -c ${name} -n ${quoted(`${fishHelper} "${path}"`)}`;
    return [
      ...children.map((child) => `${complete} -f -a ${child.name} -d ${quoted(child.description)}`),
      ...options.map((option) => {
        const long = option.long ? ` -l ${option.long.slice(2)}` : '';
        const short = option.short ? ` -s ${option.short.slice(1)}` : '';
        const values = option.argChoices
          ? ` -x -a ${quoted(option.argChoices.join(' '))}`
          : option.required
            ? ' -r'
            : '';
        return `${complete}${long}${short}${values} -d ${quoted(option.description)}`;
      }),
    ];
  });
  const paths = verbs.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return [
    // Which verb the words before the cursor name: "lint" and "label lint" are two.
    `function ${fishHelper}`,
    `  set -l verb ''`,
    `  for word in (commandline -opc)`,
    `    set -l next (string trim "$verb $word")`,
    `    contains -- $next ${paths.join(' ')}; and set verb $next`,
    `  end`,
    `  test "$verb" = "$argv[1]"`,
    `end`,
    ...lines,
    ``,
  ].join('\n');
}
