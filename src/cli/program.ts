import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { TextKind } from '../detect/text/index.ts';
import type { LabelProfile, LabelTemplateName, ReleaseModel } from '../label/index.ts';
import type { ComplianceProfile, PolicyName } from '../mask/policy.ts';
import type { PresetName } from '../platform/index.ts';
import type { Platform, RecognizeHint } from '../platform/types.ts';
import { fieldKinds } from '../types.ts';
import { completionScript, type Shell, shells } from './completion.ts';
import { formatNames } from './files/formats.ts';
import { encodings } from './input.ts';
import type { MessageKey, Values } from './messages/index.ts';
import { type ExitCode, exitCodes } from './problem.ts';
import type { EngineName } from './rows/plan.ts';
import type { Session } from './session.ts';
import { packageVersion } from './version.ts';

// Written out, because the modules that know them are loaded with the verb that needs them; a test compares.
/** Values that options take. */
export const choices = {
  lang: ['en', 'zh'],
  preset: [
    'taobao.trade',
    'pdd.order',
    'douyin.order',
    'jd.order',
    'kuaishou.order',
    'taobao.fenxiao',
    'taobao.waybill',
    'douyin.after-sale',
    'jd.unpaid',
    'xhs.receiver',
    'weixin.order',
    'kuaidi100.print',
  ] satisfies PresetName[],
  policy: [
    'public',
    'label',
    'support',
    'owner',
    'station',
    'warehouse',
    'kr-pipc',
    'jp-tokumei',
  ] satisfies PolicyName[],
  profile: ['cn-gbt41833', 'kr-pipc', 'jp-tokumei'] satisfies ComplianceProfile[],
  labelProfile: ['cn-gbt41833', 'kr-pipc', 'jp-tokumei', 'gs1-min', 'ups-maxicode-min'] satisfies LabelProfile[],
  template: ['100x150', '76x130'] satisfies LabelTemplateName[],
  release: ['public', 'controlled', 'enclave'] satisfies ReleaseModel[],
  kinds: ['name', 'phone', 'address', 'idNumber', 'email', 'account', 'bankCard', 'plate'] satisfies TextKind[],
  platform: ['taobao', 'pdd', 'douyin', 'jd', 'kuaishou', 'youzan', 'xiaohongshu', 'weixin'] satisfies Platform[],
  field: ['name', 'phone', 'address', 'id-number', 'text', 'other'] satisfies RecognizeHint['field'][],
  engine: ['node', 'fast'] satisfies EngineName[],
} as const;

type Finish = (code: ExitCode) => void;

/**
 * The tree of verbs. Each loads its module when it is called.
 *
 * @param finish - Given the exit code of the verb.
 */
export function createProgram(session: Session, finish: Finish): Command {
  const { text } = session;
  const program = new Command('waybill-privacy');
  const option = (flags: string, key: MessageKey, values?: Values): Option => new Option(flags, text(key, values));
  const choice = (flags: string, key: MessageKey, values: readonly string[]): Option =>
    option(flags, key).choices([...values]);

  program
    .description(text('help.program'))
    .version(packageVersion(), '-V, --version', text('help.version'))
    .helpOption('-h, --help', text('help.help'))
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureHelp({
      styleTitle: (title) => titleOf(session, title),
      optionDescription: ({ description, argChoices, defaultValue, mandatory }) =>
        [
          description,
          ...(mandatory ? [text('help.required')] : []),
          ...(argChoices ? [`(${argChoices.join(', ')})`] : []),
          ...(defaultValue === undefined ? [] : [text('help.default', { value: String(defaultValue) })]),
        ].join(' '),
    })
    .configureOutput({
      writeOut: (words) => void session.stdout.write(words),
      writeErr: (words) => void session.stderr.write(words),
      // Its message is written by `run`, in one line.
      outputError: () => undefined,
    })
    .addOption(choice('--lang <lang>', 'help.lang', choices.lang));

  /** A verb; settings of the program are handed down. */
  function verb(parent: Command, usage: string, key: MessageKey): Command {
    return parent
      .command(usage)
      .description(text(key))
      .helpOption('-h, --help', text('help.help'))
      .helpCommand(false)
      .addOption(choice('--lang <lang>', 'help.lang', choices.lang));
  }

  const json = (): Option => option('--json', 'help.json');
  const dryRun = (): Option => option('--dry-run', 'help.dryRun');
  const out = (): Option => option('-o, --out <file>', 'help.out');
  const encoding = (): Option => choice('--encoding <encoding>', 'help.encoding', encodings);
  const preset = (): Option => choice('--preset <name>', 'help.preset', choices.preset);
  const policy = (): Option => choice('--policy <name>', 'help.policy', choices.policy);
  const profile = (): Option =>
    choice('--profile <name>', 'help.profile', choices.profile).default('cn-gbt41833' satisfies ComplianceProfile);
  const region = (): Option => option('--region <country>', 'help.region').argParser((value) => value.toUpperCase());
  const secrets = (command: Command): Command =>
    command
      .addOption(option('--passphrase-file <file>', 'help.passphraseFile'))
      .addOption(option('--key-env <variable>', 'help.keyEnv'));
  const withKeyring = (command: Command): Command =>
    secrets(command.addOption(option('-k, --keyring <file>', 'help.keyring')));

  /** Runs a verb: `load` imports its module; without an exit code of its own it went well. */
  const runs =
    <A extends readonly unknown[]>(load: (...args: A) => Promise<ExitCode> | Promise<void>) =>
    async (...args: unknown[]): Promise<void> => {
      finish((await load(...(args as unknown as A))) ?? exitCodes.ok);
    };

  for (const name of ['mask', 'encrypt', 'decrypt'] as const) {
    const command = verb(program, `${name} [file]`, `help.${name}`)
      .addOption(option('-c, --columns <columns>', 'help.columns', { kinds: fieldKinds.join(', ') }).argParser(added))
      .addOption(option('-m, --mapping <file>', 'help.mapping'))
      .addOption(preset())
      .addOption(choice('--format <format>', 'help.format', formatNames))
      .addOption(choice('--out-format <format>', 'help.outFormat', formatNames))
      .addOption(encoding())
      .addOption(option('--delimiter <sign>', 'help.delimiter'))
      .addOption(option('--sheet <name>', 'help.sheet'))
      .addOption(option('--list <path>', 'help.list'))
      .addOption(out())
      .addOption(option('--bom', 'help.bom'))
      .addOption(option('--rejects <file>', 'help.rejects'))
      .addOption(option('--report <file>', 'help.report'))
      .addOption(option('-j, --jobs <n>', 'help.jobs').argParser(countOf(session, 64)))
      .addOption(option('--resume', 'help.resume'))
      .addOption(dryRun())
      .addOption(option('--json', 'help.jsonReport'));
    if (name !== 'decrypt') command.addOption(policy());
    if (name === 'mask') command.addOption(region());
    else {
      withKeyring(command.addOption(option('--id <column>', 'help.id')));
      command.addOption(choice('--engine <name>', 'help.engine', choices.engine).default('node' satisfies EngineName));
    }
    command.action(
      runs(async (file: string | undefined, options: object) =>
        (await import('./commands/rows.ts')).processFile(session, name, file ?? '-', options),
      ),
    );
  }

  verb(program, 'recognize [files...]', 'help.recognize')
    .addOption(option('-c, --columns <columns>', 'help.columns', { kinds: fieldKinds.join(', ') }).argParser(added))
    .addOption(option('-m, --mapping <file>', 'help.mapping'))
    .addOption(preset())
    .addOption(choice('--platform <name>', 'help.platform', choices.platform))
    .addOption(choice('--field <kind>', 'help.field', choices.field))
    .addOption(choice('--format <format>', 'help.format', formatNames))
    .addOption(encoding())
    .addOption(option('--delimiter <sign>', 'help.delimiter'))
    .addOption(option('--sheet <name>', 'help.sheet'))
    .addOption(option('--list <path>', 'help.list'))
    .addOption(json())
    .action(
      runs(async (files: string[], options: object) =>
        (await import('./commands/recognize.ts')).recognizeFiles(session, files, options),
      ),
    );

  verb(program, 'scan [files...]', 'help.scan')
    .addOption(preset())
    .addOption(
      option('--kinds <kinds>', 'help.kinds', { kinds: choices.kinds.join(', ') }).argParser(
        listOf(session, choices.kinds),
      ),
    )
    .addOption(option('--min-confidence <share>', 'help.minConfidence').argParser(shareOf(session)))
    .addOption(option('--min-hidden-digits <n>', 'help.minHiddenDigits').argParser(countOf(session, 11)))
    .addOption(region())
    .addOption(encoding())
    .addOption(json())
    .action(
      runs(async (files: string[], options: object) =>
        (await import('./commands/scan.ts')).scanFiles(session, files, options),
      ),
    );

  verb(program, 'coverage [files...]', 'help.coverage')
    .addOption(preset().makeOptionMandatory())
    .addOption(option('--markdown', 'help.markdown'))
    .addOption(option('--min <share>', 'help.minShare').argParser(shareOf(session)))
    .addOption(out())
    .addOption(encoding())
    .addOption(json())
    .action(
      runs(async (files: string[], options: { preset: PresetName }) =>
        (await import('./commands/coverage.ts')).coverageOf(session, files, options),
      ),
    );

  verb(program, 'lint [files...]', 'help.lint')
    .addOption(profile())
    .addOption(option('--policies <names>', 'help.policies').argParser((value) => value.split(',')))
    .addOption(region())
    .addOption(encoding())
    .addOption(json())
    .action(
      runs(async (files: string[], options: never) =>
        (await import('./commands/lint.ts')).lintFiles(session, files, options),
      ),
    );

  const label = verb(program, 'label', 'help.label');
  verb(label, 'mask [files...]', 'help.labelMask')
    .addOption(option('--original <file>', 'help.original'))
    .addOption(policy())
    .addOption(option('--opaque-ref <text>', 'help.opaqueRef'))
    .addOption(option('-o, --out <path>', 'help.outLabels'))
    .addOption(dryRun())
    .action(
      runs(async (files: string[], options: object) =>
        (await import('./commands/label/mask.ts')).maskLabels(session, files, options),
      ),
    );
  verb(label, 'lint [files...]', 'help.labelLint')
    .addOption(option('--original <file>', 'help.original'))
    .addOption(option('--unmasked <path>', 'help.unmasked'))
    .addOption(choice('--policy <name>', 'help.labelLintPolicy', choices.policy))
    .addOption(choice('--profile <name>', 'help.labelProfile', choices.labelProfile).default('cn-gbt41833'))
    .addOption(option('--allow-last4-for-station', 'help.allowLast4ForStation'))
    .addOption(json())
    .addOption(option('--sarif', 'help.sarif').conflicts('json'))
    .action(
      runs(async (files: string[], options: never) =>
        (await import('./commands/label/lint.ts')).lintLabels(session, files, options),
      ),
    );
  verb(label, 'render [file]', 'help.labelRender')
    .addOption(choice('--template <size>', 'help.template', choices.template).makeOptionMandatory())
    .addOption(option('--zpl', 'help.zpl'))
    .addOption(option('--svg', 'help.svg').conflicts('zpl'))
    .addOption(policy())
    .addOption(choice('--dpi <n>', 'help.dpi', ['203', '300', '600']).default('203'))
    .addOption(encoding())
    .addOption(option('-o, --out <path>', 'help.outRendered'))
    .addOption(dryRun())
    .action(
      runs(async (file: string | undefined, options: never) =>
        (await import('./commands/label/render.ts')).renderLabels(session, file ?? '-', options),
      ),
    );
  verb(label, 'risk [files...]', 'help.labelRisk')
    .addOption(option('-c, --columns <columns>', 'help.riskColumns').argParser(added))
    .addOption(choice('--release <model>', 'help.release', choices.release).default('public'))
    .addOption(option('--context-risk <share>', 'help.contextRisk').argParser(shareOf(session)))
    .addOption(choice('--policy <name>', 'help.riskPolicy', choices.policy))
    .addOption(option('--policies <names>', 'help.riskPolicies').argParser((value) => value.split(',')))
    .addOption(option('--min-level <n>', 'help.minLevel').argParser(countOf(session, 4)))
    .addOption(choice('--format <format>', 'help.format', formatNames))
    .addOption(encoding())
    .addOption(json())
    .addOption(option('--svg', 'help.riskSvg').conflicts('json'))
    .addOption(out())
    .action(
      runs(async (files: string[], options: object) =>
        (await import('./commands/label/risk.ts')).riskOfLabels(session, files, options),
      ),
    );

  secrets(verb(program, 'seal [file]', 'help.seal'))
    .addOption(option('--sender <file>', 'help.senderKey').makeOptionMandatory())
    .addOption(option('--to <id=key...>', 'help.to'))
    .addOption(option('--recipients <file>', 'help.recipients'))
    .addOption(preset())
    .addOption(option('--days <n>', 'help.days').argParser(countOf(session, 3650)))
    .addOption(out())
    .addOption(dryRun())
    .addOption(encoding())
    .action(
      runs(async (file: string | undefined, options: never) =>
        (await import('./commands/seal.ts')).sealOrders(session, file ?? '-', options),
      ),
    );
  secrets(verb(program, 'open [file]', 'help.open'))
    .addOption(option('--key <file>', 'help.recipientKey').makeOptionMandatory())
    .addOption(option('--from <keys...>', 'help.from').makeOptionMandatory())
    .addOption(option('--as <id>', 'help.as'))
    .addOption(out())
    .addOption(dryRun())
    .action(
      runs(async (file: string | undefined, options: never) =>
        (await import('./commands/seal.ts')).openOrders(session, file ?? '-', options),
      ),
    );

  addKeys(verb(program, 'keys', 'help.keys'));

  const audit = verb(program, 'audit', 'help.audit');
  withKeyring(verb(audit, 'verify <file>', 'help.auditVerify'))
    .addOption(option('--anchor <lines:mac>', 'help.anchor'))
    .addOption(json())
    .action(
      runs(async (file: string, options: object) =>
        (await import('./commands/audit.ts')).verifyAudit(session, file, options),
      ),
    );
  withKeyring(verb(audit, 'list [files...]', 'help.auditList'))
    .addOption(option('--actor <id>', 'help.actor'))
    .addOption(option('--purpose <word>', 'help.purpose'))
    .addOption(option('--field <path>', 'help.auditField'))
    .addOption(choice('--outcome <word>', 'help.outcome', ['revealed', 'denied', 'failed']))
    .addOption(option('--since <time>', 'help.since'))
    .addOption(option('--until <time>', 'help.until'))
    .addOption(option('--record <id>', 'help.record'))
    .addOption(json())
    .action(
      runs(async (files: string[], options: object) =>
        (await import('./commands/audit.ts')).listAudit(session, files, options),
      ),
    );

  withKeyring(verb(program, 'doctor', 'help.doctor'))
    .addOption(option('-o, --out <folder>', 'help.doctorOut'))
    .addOption(json())
    .action(runs(async (options: object) => (await import('./commands/doctor.ts')).examine(session, options)));

  verb(program, 'completion', 'help.completion')
    .addArgument(new Argument('<shell>').choices(shells))
    .action(runs(async (shell: Shell) => session.print(completionScript(program, shell))));

  function addKeys(keys: Command): void {
    const load = (): Promise<typeof import('./commands/keys.ts')> => import('./commands/keys.ts');
    secrets(verb(keys, 'generate', 'help.keysGenerate'))
      .addOption(option('--tenant <name>', 'help.tenant'))
      .addOption(choice('--suite <n>', 'help.suite', ['1', '2', '3']).default('2'))
      .addOption(option('--recipient', 'help.recipient'))
      .addOption(option('--sender', 'help.sender'))
      .addOption(choice('--kind <kem>', 'help.kem', ['x25519', 'x-wing']).default('x25519'))
      .addOption(option('-o, --out <file>', 'help.outKeys').makeOptionMandatory())
      .addOption(dryRun())
      .addOption(json())
      .action(runs(async (options: never) => (await load()).generateKeys(session, options)));
    withKeyring(verb(keys, 'list', 'help.keysList'))
      .addOption(option('--check', 'help.check'))
      .addOption(json())
      .action(runs(async (options: object) => (await load()).listKeys(session, options)));
    withKeyring(verb(keys, 'rotate', 'help.keysRotate'))
      .addOption(choice('--purpose <purpose>', 'help.keyPurpose', ['data', 'index', 'audit']).default('data'))
      .addOption(option('--now', 'help.now'))
      .addOption(dryRun())
      .addOption(json())
      .action(runs(async (options: never) => (await load()).rotateKeys(session, options)));
    withKeyring(verb(keys, 'promote <id>', 'help.keysPromote'))
      .addOption(dryRun())
      .action(runs(async (id: string, options: object) => (await load()).promoteKey(session, id, options)));
    withKeyring(verb(keys, 'destroy <id>', 'help.keysDestroy'))
      .addOption(option('--yes', 'help.yes'))
      .addOption(dryRun())
      .action(runs(async (id: string, options: object) => (await load()).destroyKey(session, id, options)));
    secrets(verb(keys, 'export <file>', 'help.keysExport'))
      .addOption(option('-o, --out <file>', 'help.outExport'))
      .addOption(option('--new-passphrase-file <file>', 'help.newPassphraseFile'))
      .addOption(option('--new-key-env <variable>', 'help.newKeyEnv'))
      .addOption(dryRun())
      .addOption(json())
      .action(runs(async (file: string, options: object) => (await load()).exportKeys(session, file, options)));
  }

  return program;
}

const titles: Readonly<Record<string, MessageKey>> = {
  'Usage:': 'help.titleUsage',
  'Arguments:': 'help.titleArguments',
  'Options:': 'help.titleOptions',
  'Commands:': 'help.titleCommands',
};

function titleOf({ text }: Session, title: string): string {
  const key = titles[title];
  return key === undefined ? title : text(key);
}

/** Given more than once, values add up. */
const added = (value: string, before: readonly string[] = []): string[] => [...before, value];

const countOf =
  ({ text }: Session, most: number) =>
  (value: string): number => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(text('usage.count', { most }));
  };

const shareOf =
  ({ text }: Session) =>
  (value: string): number => {
    const number = Number(value);
    if (value.trim() !== '' && number >= 0 && number <= 1) return number;
    throw new InvalidArgumentError(text('usage.share'));
  };

const listOf =
  ({ text }: Session, known: readonly string[]) =>
  (value: string): string[] => {
    const words = value.split(',');
    if (words.every((word) => known.includes(word))) return words;
    throw new InvalidArgumentError(text('usage.oneOf', { values: known.join(', ') }));
  };
