const { readdirSync } = require('node:fs');
const { dirname, join, relative, resolve, sep } = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { rimraf } = require('rimraf');
const ts = require('typescript');

const { n8n } = require('./package.json');

function clean() {
	return rimraf('dist');
}

/** @throws with the compiler's findings */
async function typecheck() {
	const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
	const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
	const findings = ts.getPreEmitDiagnostics(ts.createProgram(fileNames, options));
	if (findings.length > 0) {
		throw new Error(
			ts.formatDiagnostics(findings, {
				getCanonicalFileName: (name) => name,
				getCurrentDirectory: ts.sys.getCurrentDirectory,
				getNewLine: () => ts.sys.newLine,
			}),
		);
	}
}

const SHARED = resolve('nodes/shared');

/** Code that several nodes share is in the package once: an import of it becomes a relative `require`. */
const shared = {
	name: 'shared',
	setup({ onResolve }) {
		onResolve({ filter: /^\./ }, ({ importer, path, resolveDir, kind }) => {
			const file = join(resolveDir, path);
			if (kind === 'entry-point' || !file.startsWith(SHARED + sep)) return undefined;
			const target = relative(bundleFolderOf(importer), file).split(sep).join('/');
			return { path: `${target.startsWith('.') ? '' : './'}${target}.js`, external: true };
		});
	},
};

/** The folder of the file that the importing code becomes a part of: that of its node, or its own. */
function bundleFolderOf(importer) {
	const [, node] = /^nodes[/\\](?!shared[/\\])([^/\\]+)/.exec(relative('.', importer)) ?? [];
	return node === undefined ? dirname(importer) : resolve('nodes', node);
}

/**
 * Each node, each credential and each file of the shared code becomes one file that requires n8n-workflow, Node's crypto
 * and the shared code, and nothing else: n8n installs a community package without its dependencies. Of fast-json-patch
 * only the core is taken, since its main entry brings a timer along, which n8n does not allow in a node.
 */
function bundle() {
	const outputs = [...n8n.nodes, ...n8n.credentials];
	return esbuild.build({
		entryPoints: [
			...outputs.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts')),
			...readdirSync(SHARED, { recursive: true, encoding: 'utf8' })
				.filter((file) => file.endsWith('.ts'))
				.map((file) => join('nodes/shared', file)),
		],
		outbase: '.',
		outdir: 'dist',
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		external: ['n8n-workflow', 'node:crypto'],
		plugins: [shared],
		alias: { 'fast-json-patch': 'fast-json-patch/module/core.mjs' },
		legalComments: 'inline',
	});
}

/** Icons, codex files and output schemas, which n8n reads beside the code. */
function assets() {
	return src(['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.build = series(clean, parallel(typecheck, bundle, assets));
exports.bundle = series(clean, parallel(bundle, assets));
exports.default = exports.build;
