import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import type { ICredentialType, INode, INodeType, VersionedNodeType } from 'n8n-workflow';

/** Where `npm run test:e2e` keeps the n8n that it installs. */
const CACHE =
	process.env.N8N_E2E_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-microsoft-partner-center-e2e');

/**
 * The package with n8n's own nodes, of the n8n that the end-to-end tests have installed; undefined if they have not
 * been run here yet. As a development dependency, it would add 460 MB.
 */
export const n8nNodes = installed();

/** The node types of these nodes that are n8n's own, by their full names, in the versions that are used. */
export function nodeTypesOf(nodes: INode[]): Record<string, INodeType> {
	const used = nodes.filter(({ type }) => type.startsWith('n8n-nodes-base.'));
	return Object.fromEntries(
		used.map(({ type, typeVersion }) => {
			const loaded = load('nodes', type.replace('n8n-nodes-base.', '')) as
				| INodeType
				| VersionedNodeType;
			return [type, 'nodeVersions' in loaded ? loaded.getNodeType(typeVersion) : loaded];
		}),
	);
}

/** The types of these credentials, and those that they extend, by their names. */
export function credentialTypesOf(names: string[]): Record<string, ICredentialType> {
	const types: Record<string, ICredentialType> = {};
	for (const name of names) {
		types[name] = load('credentials', name) as ICredentialType;
		Object.assign(types, credentialTypesOf(types[name].extends ?? []));
	}
	return types;
}

interface Known {
	className: string;
	sourcePath: string;
}

/** Loads one file, rather than all 400 nodes. */
function load(kind: 'nodes' | 'credentials', name: string): unknown {
	const folder = n8nNodes ?? '';
	const known = JSON.parse(
		readFileSync(join(folder, 'dist', 'known', `${kind}.json`), 'utf8'),
	) as Record<string, Known>;
	const { className, sourcePath } = known[name];
	const file = jest.requireActual<Record<string, new () => unknown>>(join(folder, sourcePath));
	return new file[className]();
}

/** The install of the n8n that the lock file of the end-to-end tests names. */
function installed(): string | undefined {
	if (!existsSync(CACHE)) return undefined;
	const { dependencies } = JSON.parse(readFileSync('e2e/n8n/package.json', 'utf8')) as {
		dependencies: { n8n: string };
	};
	return readdirSync(CACHE)
		.map((name) => join(CACHE, name, 'node_modules'))
		.filter((modules) => versionOf(join(modules, 'n8n')) === dependencies.n8n)
		.map((modules) => join(modules, 'n8n-nodes-base'))
		.find((folder) => existsSync(folder));
}

function versionOf(folder: string): string | undefined {
	const file = join(folder, 'package.json');
	if (!existsSync(file)) return undefined;
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
