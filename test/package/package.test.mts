import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryFolder } from '../temporaryFolder.mts';

/** The tarball as npm would publish it, unpacked. */
let unpacked: string;

beforeAll(() => {
	unpacked = temporaryFolder('tarball-');
	execFileSync('npm', ['pack', '--pack-destination', unpacked], { stdio: 'pipe' });
	const [tarball] = readdirSync(unpacked);
	execFileSync('tar', ['-xzf', join(unpacked, tarball), '-C', unpacked, '--strip-components=1']);
	rmSync(join(unpacked, tarball));
});
afterAll(() => {
	rmSync(unpacked, { recursive: true, force: true });
});

function files(folder = unpacked): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => statSync(join(folder, file)).isFile())
		.sort();
}

const code = () => files().filter((file) => file.endsWith('.js'));
const read = (file: string) => readFileSync(join(unpacked, file), 'utf8');

interface Manifest {
	dependencies?: object;
	peerDependencies: object;
	scripts: object;
	n8n: { strict: boolean; nodes: string[]; credentials: string[] };
}
const manifest = () => JSON.parse(read('package.json')) as Manifest;

test('holds what n8n loads, the license and the texts, and nothing else', () => {
	expect(files().filter((file) => !file.startsWith('dist/'))).toEqual([
		'LICENSE',
		'README.md',
		'package.json',
	]);
	expect(files()).toEqual(
		expect.arrayContaining([...manifest().n8n.nodes, ...manifest().n8n.credentials]),
	);
	const loaded = [...manifest().n8n.nodes, ...manifest().n8n.credentials];
	expect(code()).toEqual([...loaded, 'dist/nodes/shared.js'].sort());
});

test('takes less than 400 kB', () => {
	const size = files().reduce((sum, file) => sum + statSync(join(unpacked, file)).size, 0);

	expect(size).toBeLessThan(400_000);
});

test('keeps the licenses of the code that is bundled', () => {
	const bundled = read('dist/nodes/MicrosoftPartnerCenter/MicrosoftPartnerCenter.node.js');

	expect(bundled).toContain('(c) 2017-2022 Joachim Wester');
	expect(bundled).toContain('Copyright (c) 2017 Evgeny Poberezkin');
	expect(bundled).toContain('Permission is hereby granted, free of charge');
});

test('has no dependency at run time, no script at installation, and n8n-workflow as its only peer', () => {
	const { dependencies, peerDependencies, scripts, n8n } = manifest();

	expect(dependencies ?? {}).toEqual({});
	expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(Object.keys(scripts)).not.toEqual(
		expect.arrayContaining([expect.stringMatching(/install|prepare/)]),
	);
	expect(n8n.strict).toBe(true);
});

test('requires n8n-workflow, Node’s crypto and the shared code only', () => {
	for (const file of code()) {
		const required = [...read(file).matchAll(/\b(?:require|import)\s*\(\s*["']([^"']+)["']\s*\)/g)];
		expect(['n8n-workflow', 'node:crypto', '../shared.js', '../nodes/shared.js']).toEqual(
			expect.arrayContaining([...new Set(required.map(([, name]) => name))]),
		);
	}
});

test('uses no timer, no process and no global object', () => {
	for (const file of code()) {
		const withoutComments = read(file).replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
		expect(withoutComments).not.toMatch(
			/\b(?:setTimeout|setInterval|setImmediate|clearTimeout|globalThis|__dirname|eval)\b|\bprocess\./,
		);
	}
});

test('every icon, codex file and output schema that the source has is in it', () => {
	const assets = ['icons', 'nodes'].flatMap((folder) =>
		files(folder)
			.filter((file) => /\.(?:svg|json)$/.test(file))
			.map((file) => join('dist', folder, file)),
	);

	expect(assets.length).toBeGreaterThan(4);
	expect(files()).toEqual(expect.arrayContaining(assets));
});

describe('n8n’s scanner for community packages', () => {
	interface Verdict {
		passed: boolean;
		/** Also if it found nothing to scan. */
		message?: string;
		details?: string;
	}
	let source: Verdict;
	let tarball: Verdict;
	let tarballWithTimer: Verdict;

	/** The scanner's lint rules look at other file names when NODE_ENV is "test", as jest sets it. */
	function scan(...folders: Array<{ folder: string; kind: 'source' | 'tarball' }>): Verdict[] {
		const output = execFileSync('node', ['test/package/scan.mjs', JSON.stringify(folders)], {
			encoding: 'utf8',
			env: { ...process.env, NODE_ENV: 'production' },
		});
		return JSON.parse(output) as Verdict[];
	}

	beforeAll(() => {
		const withTimer = temporaryFolder('with-timer-');
		cpSync(unpacked, withTimer, { recursive: true });
		appendFileSync(join(withTimer, manifest().n8n.nodes[0]), 'setTimeout(() => {}, 1);');
		[source, tarball, tarballWithTimer] = scan(
			{ folder: process.cwd(), kind: 'source' },
			{ folder: unpacked, kind: 'tarball' },
			{ folder: withTimer, kind: 'tarball' },
		);
		rmSync(withTimer, { recursive: true });
	}, 120_000);

	test('passes on the source', () => {
		expect(source).toEqual({ passed: true });
	});

	test('passes on the tarball', () => {
		expect(tarball).toEqual({ passed: true });
	});

	test('works: it finds a timer in the tarball', () => {
		expect(tarballWithTimer.passed).toBe(false);
		expect(tarballWithTimer.details).toContain('setTimeout');
	});
});
