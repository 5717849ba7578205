const { resolve, sep } = require('node:path');
const { dest, parallel, series, src } = require('gulp');
const { format } = require('prettier');
const { rimraf } = require('rimraf');
const { rollup } = require('rollup');
const { default: esbuild } = require('rollup-plugin-esbuild');
const ts = require('typescript');

const style = require('./.prettierrc.js');
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

const SHARED = resolve('nodes/shared') + sep;

/**
 * Of fast-json-patch only the core: its main entry contains a timer, which n8n does not allow in a node. esbuild keeps
 * its licenses; the second one has to be marked as a license first.
 */
const jsonPatchCore = {
	name: 'fast-json-patch-core',
	resolveId: (source) =>
		source === 'fast-json-patch' ? resolve('node_modules/fast-json-patch/module/core.mjs') : null,
	transform: (code, file) =>
		file.includes('fast-json-patch') ? { code: code.replace(/^\/\/ /gm, '//! '), map: null } : null,
};

/**
 * The published code is formatted as the source is, without the marks by which Rollup has found unused code. Comments
 * are not published: without `minifyWhitespace`, esbuild would keep only some of them.
 */
const formatted = {
	name: 'formatted',
	renderChunk: async (code) => ({
		code: await format(code.replaceAll('/* @__PURE__ */ ', ''), { ...style, parser: 'babel' }),
		map: null,
	}),
};

/**
 * Each node and credential becomes one file that requires n8n-workflow, Node's crypto and the code that all of them
 * share, which is in the package once. There is nothing else to require: n8n installs a community package without its
 * dependencies.
 */
async function bundle() {
	const outputs = [...n8n.nodes, ...n8n.credentials].map((file) =>
		file.replace(/^dist\/|\.js$/g, ''),
	);
	const bundled = await rollup({
		input: Object.fromEntries(outputs.map((file) => [file, `${file}.ts`])),
		external: ['n8n-workflow', 'node:crypto'],
		// fast-json-patch was compiled with helpers that look for themselves in `this`; they work without it.
		onLog: (level, log, handler) => {
			if (log.code !== 'THIS_IS_UNDEFINED') handler(level, log);
		},
		plugins: [
			jsonPatchCore,
			esbuild({ target: 'node20', charset: 'utf8', minifyWhitespace: true, tsconfig: false }),
			formatted,
		],
	});
	await bundled.write({
		dir: 'dist',
		format: 'cjs',
		exports: 'named',
		generatedCode: { preset: 'es2015', symbols: false },
		chunkFileNames: 'nodes/[name].js',
		manualChunks: (file) => (file.startsWith(SHARED) ? 'shared' : undefined),
		minifyInternalExports: false,
	});
}

/** Icons, codex files and output schemas, which n8n reads along with the code. */
function assets() {
	return src(['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.build = series(clean, parallel(typecheck, bundle, assets));
exports.bundle = series(clean, parallel(bundle, assets));
exports.default = exports.build;
