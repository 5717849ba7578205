import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const NODE = 'nodes/MicrosoftPartnerCenter';
const ENTRY = `${NODE}/MicrosoftPartnerCenter.node.ts`;
const CREDENTIAL = 'credentials/Api.credentials.ts';

/** The ways to import. TypeScript erases the last two. */
const WAYS = {
	value: (from: string) => `import { value as used } from '${from}'; export const copy = used;`,
	valueAgain: (from: string) => `export { value as passedOn } from '${from}';`,
	type: (from: string) => `import type { Type as Used } from '${from}'; export type Copy = Used;`,
	typeInPlace: (from: string) => `export type Copy = import('${from}').Type;`,
};

const isFile = (target: string) => target.endsWith('.ts');
const packageFile = (name: string) => `node_modules/${name}/index.js`;
const specifier = (from: string, to: string) =>
	`./${relative(dirname(from), to)}`.replace(/^\.\/\.\./, '..').replace(/\.ts$/, '');

interface Violation {
	rule: string;
	from: string;
	to: string;
	way: keyof typeof WAYS;
}

/** One violation of each rule about imports. */
const IMPORTS: Violation[] = [
	{
		rule: 'shared code imports no node',
		from: 'nodes/shared/parameters/importsNode.ts',
		to: `${NODE}/fields/field.ts`,
		way: 'type',
	},
	{
		rule: 'a node imports no other node',
		from: 'nodes/MicrosoftPartnerCenterTrigger/poll.ts',
		to: `${NODE}/fields/field.ts`,
		way: 'value',
	},
	{
		rule: 'a credential imports only shared code',
		from: CREDENTIAL,
		to: `${NODE}/fields/field.ts`,
		way: 'typeInPlace',
	},
	{
		rule: 'values import only values',
		from: 'nodes/shared/values/importsReferral.ts',
		to: 'nodes/shared/referral/referral.ts',
		way: 'valueAgain',
	},
	{
		rule: 'the shared referral code imports only values',
		from: 'nodes/shared/referral/importsApi.ts',
		to: 'nodes/shared/api/answer.ts',
		way: 'type',
	},
	{
		rule: 'the shared API code imports only the shared referral code and values',
		from: 'nodes/shared/api/importsParameters.ts',
		to: 'nodes/shared/parameters/read.ts',
		way: 'value',
	},
	{
		rule: 'shared parameters import only shared code',
		from: 'nodes/shared/parameters/importsCredential.ts',
		to: CREDENTIAL,
		way: 'type',
	},
	{
		rule: 'the node file imports only what it connects and the shared API code',
		from: ENTRY,
		to: `${NODE}/fields/field.ts`,
		way: 'type',
	},
	{
		rule: 'only the node file imports resources',
		from: `${NODE}/run/importsResource.ts`,
		to: `${NODE}/resources/referral/referral.resource.ts`,
		way: 'type',
	},
	{
		rule: 'only the node file imports run',
		from: `${NODE}/resources/referral/importsRun.ts`,
		to: `${NODE}/run/run.ts`,
		way: 'value',
	},
	{
		rule: 'only the node file imports listSearch',
		from: `${NODE}/fields/importsListSearch.ts`,
		to: `${NODE}/listSearch/searchReferrals.ts`,
		way: 'value',
	},
	{
		rule: 'a resource imports no other resource',
		from: `${NODE}/resources/dealRegistration/importsReferral.ts`,
		to: `${NODE}/resources/referral/referral.resource.ts`,
		way: 'typeInPlace',
	},
	{
		rule: 'routing and jsonPatch do not import run',
		from: `${NODE}/routing/importsRun.ts`,
		to: `${NODE}/run/run.ts`,
		way: 'type',
	},
	{
		rule: 'jsonPatch imports only the shared referral code and values',
		from: `${NODE}/jsonPatch/importsApi.ts`,
		to: 'nodes/shared/api/answer.ts',
		way: 'value',
	},
	{
		rule: 'jsonPatch imports no package except fast-json-patch',
		from: `${NODE}/jsonPatch/importsWorkflow.ts`,
		to: 'n8n-workflow',
		way: 'type',
	},
	{
		rule: 'the code imports only packages that the build allows',
		from: `${NODE}/run/importsPackage.ts`,
		to: 'axios',
		way: 'value',
	},
	{
		rule: 'files do not import each other in a cycle',
		from: `${NODE}/fields/first.ts`,
		to: `${NODE}/fields/second.ts`,
		way: 'type',
	},
];

/** Imports that break a rule only together with one above. */
const ALLOWED: Omit<Violation, 'rule'>[] = [
	{ from: `${NODE}/fields/second.ts`, to: `${NODE}/fields/first.ts`, way: 'value' },
	{ from: 'nodes/shared/api/answer.ts', to: 'nodes/shared/referral/referral.ts', way: 'type' },
];

/** Folders with files of this extension, of which one is too long, and with a subfolder with too many of them. */
const TOO_LARGE = {
	[NODE]: 'ts',
	credentials: 'ts',
	test: 'js',
	'test/nodes/deep': 'mts',
	e2e: 'mjs',
	bench: 'cjs',
};

/** The same in folders and files that may be that large. */
const MAY_BE_LARGE = {
	'test/schemas': 'json',
	'e2e/n8n/node_modules': 'js',
	'e2e/tests/node_modules/package': 'mts',
};
/** Folders that may hold many files. */
const VALUES = { 'nodes/shared/values': 'ts', 'test/nodes/shared/values': 'mts' };

/** Every rule, with lines in which the violations below are reported. */
export const EXPECTED: Record<string, string[]> = {
	...Object.fromEntries(
		IMPORTS.map(({ rule, from, to }) => [
			rule,
			[`${from} -> ${isFile(to) ? to : packageFile(to)}`],
		]),
	),
	'every file is used by a node or a credential': [`${NODE}/fields/unused.ts`],
	'folders do not import each other in a cycle': ['nodes/shared/referral -> nodes/shared/api (1)'],
	'no file or folder has a catch-all name': [`${NODE}/fields/fieldHelpers.ts`],
	'no file has more than 260 lines': Object.entries(TOO_LARGE).map(
		([folder, extension]) => `${folder}/long.${extension}: 261 lines`,
	),
	'no folder has more than 14 files': Object.keys(TOO_LARGE).map(
		(folder) => `${folder}/crowded: 15 files`,
	),
};

/** Writes a project to `root` that breaks every rule. */
export function writeViolations(root: string): void {
	const lines = new Map<string, string[]>();
	const add = (file: string, ...content: string[]) =>
		lines.set(file, [...(lines.get(file) ?? []), ...content]);
	const addLines = (file: string, count: number) => {
		add(file, ...Array<string>(count - 1).fill('//'));
	};
	const addFiles = (folder: string, extension: string, count: number) => {
		for (let file = 1; file <= count; file++) add(`${folder}/file${file}.${extension}`);
	};

	for (const { from, to, way } of [...IMPORTS, ...ALLOWED]) {
		add(from, WAYS[way](isFile(to) ? specifier(from, to) : to));
		add(isFile(to) ? to : packageFile(to));
	}
	add(`${NODE}/fields/unused.ts`);
	add(`${NODE}/fields/fieldHelpers.ts`);
	for (const [folder, extension] of Object.entries({ ...TOO_LARGE, ...MAY_BE_LARGE })) {
		addLines(`${folder}/long.${extension}`, 261);
		addFiles(`${folder}/crowded`, extension, 15);
	}
	for (const [folder, extension] of Object.entries(VALUES)) addFiles(folder, extension, 15);
	addLines('test/largest/longest.mts', 260);
	addFiles('test/largest', 'mts', 13);

	for (const [file, content] of lines) {
		const own = file.endsWith('.ts') ? 'export const value = 1; export type Type = number;' : '';
		mkdirSync(join(root, dirname(file)), { recursive: true });
		writeFileSync(join(root, file), [own, ...content, ''].join('\n'));
	}
}
