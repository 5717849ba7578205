import { build } from 'esbuild';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
/** The code that the credential requires. */
const SHARED = 'dist/nodes/shared.js';

const CREDENTIAL = 'dist/credentials/MicrosoftPartnerCenterOAuth2Api.credentials.js';

/** Both packages as n8n loads them, in a folder of their own that a build at the same time leaves alone. */
export interface Packages {
	thisNode: string;
	floor: string;
	remove: () => void;
}

/** @param root the package with its dist, ours by default */
export async function copyPackages(root = ROOT): Promise<Packages> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
	const [thisNode, floor] = [join(folder, 'this-node'), join(folder, 'floor')];
	mkdirSync(thisNode);
	cpSync(join(root, 'package.json'), join(thisNode, 'package.json'));
	cpSync(join(root, 'dist'), join(thisNode, 'dist'), { recursive: true });
	cpSync(join(root, 'dist/icons'), join(floor, 'dist/icons'), { recursive: true });
	cpSync(join(root, CREDENTIAL), join(floor, CREDENTIAL));
	cpSync(join(root, SHARED), join(floor, SHARED));
	await build({
		entryPoints: [join(import.meta.dirname, 'Floor.node.mts')],
		outfile: join(floor, 'dist/Floor.node.js'),
		bundle: true,
		platform: 'node',
		format: 'cjs',
		external: ['n8n-workflow'],
	});
	writeFileSync(
		join(floor, 'package.json'),
		JSON.stringify({
			name: 'n8n-nodes-floor',
			version: '1.0.0',
			n8n: { nodes: ['dist/Floor.node.js'], credentials: [CREDENTIAL] },
		}),
	);
	const remove = () => {
		rmSync(folder, { recursive: true, force: true });
	};
	return { thisNode, floor, remove };
}
