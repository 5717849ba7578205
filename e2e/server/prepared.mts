import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Installed, installedN8n } from '../install/n8n.mts';
import { packedAndInstalled } from '../install/package.mts';
import { CHECKOUT } from '../machine/places.mts';
import { withProgress } from '../machine/progress.mts';

/** What is installed once, for all suites of a run. */
export interface Prepared {
	installed: Installed;
	/** The folder that replaces `.n8n/nodes` of each n8n. */
	nodes: string;
	/** What runs here, and how long it took to get it. */
	summary: string;
}

let preparing: Promise<Prepared> | undefined;

export async function prepared(): Promise<Prepared> {
	preparing ??= prepare();
	return await preparing;
}

async function prepare(): Promise<Prepared> {
	const begun = Date.now();
	const installed = await installedN8n();
	const found = Date.now();
	const nodes = await withProgress('Building and packing this package', packedAndInstalled);
	const { name, version } = JSON.parse(
		await readFile(join(CHECKOUT, 'package.json'), 'utf8'),
	) as Record<string, string>;
	const summary = [
		`${name} ${version}, built, packed and installed in ${seconds(Date.now() - found)}`,
		`n8n ${installed.version} on Node.js ${installed.nodeVersion}, ready after ${seconds(found - begun)}`,
	].join('\n');
	return { installed, nodes, summary };
}

const seconds = (milliseconds: number) => `${Math.round(milliseconds / 1000)} s`;
