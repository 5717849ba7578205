import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { CHECKOUT, temporaryFolder } from '../machine/places.mts';
import { Process } from '../machine/process.mts';

/** What is not part of the package's source, or is replaced while another process uses it. */
const LEFT_OUT = new Set(['.git', 'coverage', 'dist', 'e2e', 'node_modules']);

/**
 * This package as a user gets it: built, packed, and installed from the tarball in the way in which n8n installs
 * community packages.
 *
 * @returns the folder that replaces `.n8n/nodes` of an n8n
 */
export async function packedAndInstalled(): Promise<string> {
	const folder = await temporaryFolder('package');
	const nodes = join(folder, 'nodes');
	await mkdir(nodes);
	await writeFile(join(nodes, 'package.json'), '{"name":"installed-nodes","private":true}');
	const tarball = await packed(folder);
	const options = ['--ignore-scripts', '--omit=dev', '--omit=peer', '--no-audit', '--no-fund'];
	await Process.run('npm install of the tarball', 'npm', ['install', ...options, tarball], {
		cwd: nodes,
	});
	return nodes;
}

/** The copy has a `dist` of its own, so that the checkout's stays as it is. */
async function packed(folder: string): Promise<string> {
	const copy = join(folder, 'source');
	await cp(CHECKOUT, copy, {
		recursive: true,
		filter: (path) => path === CHECKOUT || !LEFT_OUT.has(basename(path)),
	});
	await symlink(join(CHECKOUT, 'node_modules'), join(copy, 'node_modules'));
	await Process.run('npm run build', 'npm', ['run', 'build'], { cwd: copy });
	await Process.run('npm pack', 'npm', ['pack', '--pack-destination', folder], { cwd: copy });
	const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm pack made no tarball');
	return join(folder, tarball);
}
