// Packages that take seconds to load, or that need Node's own classes (esbuild). None that compares the classes of what
// it gets from tests, as ajv does for `const`: Node's differ from jest's.
const PACKAGES = [
	'@peculiar/x509',
	'esbuild',
	'fast-check',
	'fast-json-patch',
	'n8n-core',
	'n8n-nodes-base',
	'n8n-workflow',
];

/** Replaces a package's module by one that all test files of a process share. See `nodeWithPackages.cjs`. */
module.exports = {
	/** The paths of the modules. */
	pattern: `/node_modules/(?:${PACKAGES.join('|')})/`,
	/** The paths that jest loads as usual, without any transform. */
	ignored: `/node_modules/(?!(?:${PACKAGES.join('|')})/)`,
	process: (_source, path) => ({ code: `module.exports = requireOnce(${JSON.stringify(path)});` }),
};
