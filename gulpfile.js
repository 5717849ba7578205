const { readdirSync } = require('node:fs');
const { join, relative, resolve, sep } = require('node:path');
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
const SHARED_BUNDLE = resolve('dist/nodes/shared.js');

const SETTINGS = {
	bundle: true,
	platform: 'node',
	target: 'node20',
	format: 'cjs',
	external: ['n8n-workflow', 'node:crypto'],
	alias: { 'fast-json-patch': 'fast-json-patch/module/core.mjs' },
	legalComments: 'inline',
};

/** The code that the nodes and credentials share is in the package once. Each of its files is a namespace of one bundle. */
function bundleShared() {
	const files = readdirSync(SHARED, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => namespaceOf(join(SHARED, file)));
	const contents = files.map((file) => `export * as "${file}" from './${file}';`).join('\n');
	return esbuild.build({
		...SETTINGS,
		stdin: { contents, resolveDir: SHARED },
		outfile: SHARED_BUNDLE,
	});
}

/** In a node or credential, an import of shared code takes its namespace from that bundle. */
const fromSharedBundle = {
	name: 'from-shared-bundle',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^\./ }, ({ importer, path, resolveDir, kind }) => {
			const file = join(resolveDir, path);
			if (kind === 'entry-point' || !file.startsWith(SHARED + sep)) return undefined;
			const [folder, node] = relative('.', importer).split(sep);
			const bundle = folder === 'nodes' ? join('dist', folder, node) : join('dist', folder);
			const target = relative(bundle, SHARED_BUNDLE).split(sep).join('/');
			return { path: `${target} ${namespaceOf(file)}`, namespace: 'shared' };
		});
		onResolve({ filter: /shared\.js$/, namespace: 'shared' }, ({ path }) => ({
			path,
			external: true,
		}));
		onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => {
			const [target, name] = path.split(' ');
			return { contents: `module.exports = require("${target}")["${name}"];` };
		});
	},
};

function namespaceOf(file) {
	return relative(SHARED, file).split(sep).join('/').replace(/\.ts$/, '');
}

/**
 * Each node and credential becomes one file that requires n8n-workflow, Node's crypto and the shared code, and nothing
 * else: n8n installs a community package without its dependencies. Of fast-json-patch only the core is taken, since its
 * main entry brings a timer along, which n8n does not allow in a node.
 */
function bundle() {
	const outputs = [...n8n.nodes, ...n8n.credentials];
	return esbuild.build({
		...SETTINGS,
		entryPoints: outputs.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts')),
		outbase: '.',
		outdir: 'dist',
		plugins: [fromSharedBundle],
	});
}

/** Icons, codex files and output schemas, which n8n reads beside the code. */
function assets() {
	return src(['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.build = series(clean, parallel(typecheck, bundleShared, bundle, assets));
exports.bundle = series(clean, parallel(bundleShared, bundle, assets));
exports.default = exports.build;
