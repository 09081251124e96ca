// Packs the package as it would be published, installs it into an empty project, and uses it there
// from ESM, from CJS, from TypeScript with `module` node16 and nodenext, and from the shell. Needs `npm run build` first; no network.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, entries, pkg, root } from './entries.mjs';

const project = mkdtempSync(join(tmpdir(), `${pkg.name}-`));

/** @param {string} command @param {string[]} args */
const run = (command, args, cwd = project) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/**
 * @param {string} folder
 * @returns {string} path of the tarball
 */
const pack = (folder) => {
  const [{ filename }] = JSON.parse(
    // From the project: inside a dependency npm would insist on the package manager that its authors use.
    run('npm', ['pack', folder, '--json', '--ignore-scripts', '--pack-destination', project]),
  );
  return join(project, filename);
};

/**
 * The dependencies as installed here, with their own: packing them too keeps the install offline.
 * @param {string[]} names
 * @returns {Set<string>}
 */
function withDependencies(names, found = new Set()) {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    const manifest = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
    withDependencies(Object.keys(manifest.dependencies ?? {}), found);
  }
  return found;
}

/** @param {string} file @param {string} source */
const write = (file, source) => writeFileSync(join(project, file), source);

const use = `
const check = (ok, what) => { if (!ok) throw new Error(what); };
check(maskPhone('13812345678') === '138******78', 'maskPhone');
const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 't' }) });
const context = { recordId: '1', field: 'recipient.name' };
const token = cipher.encrypt('张三', context);
check(!token.includes('张三'), 'encrypt');
check(cipher.decrypt(token, context) === '张三', 'decrypt');
let code;
try { cipher.decrypt(token, { ...context, recordId: '2' }); } catch (error) { code = error.code; }
check(code === 'ERR_DECRYPT_FAILED', 'a token of another record');
`;
const names = '{ maskPhone, generateKeyring, createFieldCipher }';
const specifiers = JSON.stringify(entries.map(({ specifier }) => specifier));

const esm = `
import ${names} from '${pkg.name}';
${use}
for (const name of ${specifiers}) check(Object.keys(await import(name)).length > 0, name);
`;
const cjs = `
const ${names} = require('${pkg.name}');
${use}
for (const name of ${specifiers}) check(Object.keys(require(name)).length > 0, name);
`;
const typed = `
import ${names} from '${pkg.name}';
${entries.map(({ specifier }, n) => `import * as entry${n} from '${specifier}';`).join('\n')}
export const masked: string = maskPhone('13812345678');
const cipher = createFieldCipher({ keyring: generateKeyring({ tenant: 't' }) });
const context = { recordId: '1', field: 'recipient.name' };
export const name: string = cipher.decrypt(cipher.encrypt('张三', context), context);
// @ts-expect-error: a context is mandatory
cipher.encrypt('张三');
export const all: object[] = [${entries.map((_, n) => `entry${n}`).join(', ')}];
`;

try {
  const needed = withDependencies(Object.keys({ ...pkg.dependencies, ...pkg.peerDependencies }));
  const tarballs = [root, ...[...needed].map((name) => join(root, 'node_modules', name))].map(pack);
  write('package.json', '{ "private": true }');
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', ...tarballs]);
  write('use.mjs', esm);
  write('use.cjs', cjs);
  write('typed.mts', typed);
  write('typed.cts', typed);
  for (const file of ['use.mjs', 'use.cjs']) {
    run(process.execPath, [file]);
    console.log(`ok ${file}`);
  }
  for (const module of ['node16', 'nodenext']) {
    const compilerOptions = { module, target: 'es2022', lib: ['es2022', 'dom'], types: [], strict: true, noEmit: true };
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['typed.mts', 'typed.cts'] }));
    run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc')]);
    console.log(`ok typed.mts and typed.cts, module ${module}`);
  }
  // As npx does: by the link that npm has made.
  const command = join(project, 'node_modules', '.bin', pkg.name);
  const said = run(command, ['--version']).trim();
  if (said !== pkg.version) throw new Error(`${bin.esm} --version prints ${said}`);
  write('orders.csv', 'name,phone\n张三丰,13800138000\n');
  const masked = run(command, ['mask', 'orders.csv', '--columns', 'name=name,phone=phone']);
  if (masked !== 'name,phone\n张**,138******00\n') throw new Error(`${bin.esm} mask prints ${masked}`);
  console.log(`ok ${pkg.name} --version and mask`);
} catch (error) {
  const { message, stdout } = /** @type {Error & { stdout?: string }} */ (error);
  console.error(message, stdout ?? '');
  process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}
