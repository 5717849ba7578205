// The configuration of dependency-cruiser: what a file may import. Types count like everything else.
// Each name is the sentence that the test shows. To see what breaks the rules without the tests:
// npx depcruise nodes credentials --config test/architecture/rules.cjs

const NODE = 'nodes/MicrosoftPartnerCenter';
const NODE_FILE = `^${NODE}/[^/]*\\.node\\.ts$`;
const ENTRY = '\\.(?:node|credentials)\\.ts$';
const OURS = '^(?:nodes|credentials)/';

const inside = (folder) => `^${folder}/`;
const inPackages = (...packages) => `^(?:node_modules/)?(?:${packages.join('|')})(?:/|$)`;

/** Of our own files, those in `folder` import only those in `folder` and in the allowed folders. */
const importsOnly = (name, folder, ...allowed) => ({
	name,
	from: { path: inside(folder) },
	to: { path: OURS, pathNot: [folder, ...allowed].map(inside) },
});

/** The node file connects the folder with the others, which do not know it. */
const onlyTheNodeFileImports = (folder) => ({
	name: `only the node file imports ${folder}`,
	from: { path: OURS, pathNot: [inside(`${NODE}/${folder}`), NODE_FILE] },
	to: { path: inside(`${NODE}/${folder}`) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'shared code imports no node',
			from: { path: '^nodes/shared/' },
			to: { path: '^nodes/(?!shared/)' },
		},
		{
			name: 'a node imports no other node',
			from: { path: '^nodes/(?!shared/)([^/]+)/' },
			to: { path: '^nodes/(?!shared/)', pathNot: '^nodes/$1/' },
		},
		{
			name: 'a credential imports only shared code',
			from: { path: '^credentials/' },
			to: { path: OURS, pathNot: '^nodes/shared/' },
		},

		importsOnly('values import only values', 'nodes/shared/values'),
		importsOnly(
			'the shared referral code imports only values',
			'nodes/shared/referral',
			'nodes/shared/values',
		),
		importsOnly(
			'the shared API code imports only the shared referral code and values',
			'nodes/shared/api',
			'nodes/shared/referral',
			'nodes/shared/values',
		),
		importsOnly(
			'shared parameters import only shared code',
			'nodes/shared/parameters',
			'nodes/shared/api',
			'nodes/shared/referral',
			'nodes/shared/values',
		),

		{
			name: 'the node file imports only what it connects and the shared API code',
			from: { path: NODE_FILE },
			to: {
				pathNot: [
					inPackages('n8n-workflow'),
					`^${NODE}/resources/.*\\.resource\\.ts$`,
					`^${NODE}/fields/hints\\.ts$`,
					`^${NODE}/routing/properties\\.ts$`,
					`^${NODE}/run/sendReferralRequest\\.ts$`,
					inside(`${NODE}/listSearch`),
					inside('nodes/shared/api'),
				],
			},
		},
		onlyTheNodeFileImports('resources'),
		onlyTheNodeFileImports('run'),
		onlyTheNodeFileImports('listSearch'),
		{
			name: 'a resource imports no other resource',
			from: { path: `^${NODE}/resources/([^/]+)/` },
			to: { path: inside(`${NODE}/resources`), pathNot: `^${NODE}/resources/$1/` },
		},
		{
			name: 'routing and jsonPatch do not import run',
			from: { path: `^${NODE}/(?:routing|jsonPatch)/` },
			to: { path: inside(`${NODE}/run`) },
		},
		importsOnly(
			'jsonPatch imports only the shared referral code and values',
			`${NODE}/jsonPatch`,
			'nodes/shared/referral',
			'nodes/shared/values',
		),
		{
			name: 'jsonPatch imports no package except fast-json-patch',
			from: { path: inside(`${NODE}/jsonPatch`) },
			to: { pathNot: [OURS, inPackages('fast-json-patch')] },
		},

		{
			name: 'the code imports only packages that the build allows',
			from: { path: OURS },
			to: { pathNot: [OURS, inPackages('n8n-workflow', 'fast-json-patch'), '^crypto$'] },
		},
		{
			name: 'files do not import each other in a cycle',
			from: { path: OURS },
			to: { path: OURS, circular: true },
		},
		{
			name: 'every file is used by a node or a credential',
			from: { path: ENTRY },
			to: { path: OURS, pathNot: ENTRY, reachable: false },
		},
	],
	options: {
		// Without this, dependency-cruiser would not see the imports that TypeScript erases.
		tsPreCompilationDeps: true,
		doNotFollow: { path: '^node_modules/' },
	},
};
