import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const NODES = 'nodes/MicrosoftPartnerCenter';

/** What a room may not reach into, as CONTRIBUTING.md draws it. Types may cross every wall. */
const WALLS: Record<string, RegExp> = {
	'resources/referral': /^(?:run|resources\/dealRegistration|listSearch)\//,
	'resources/dealRegistration': /^(?:run|resources\/referral|listSearch)\//,
	fields: /^(?:run|resources|listSearch)\//,
	routing: /^(?:run|resources|listSearch|fields)\//,
	jsonPatch: /^(?!jsonPatch\/|\.\.\/shared\/referral\/pointer$)/,
	run: /^(?:resources|listSearch)\//,
	listSearch: /^resources\//,
};

const sources = readdirSync(NODES, { recursive: true, encoding: 'utf8' }).filter((file) =>
	file.endsWith('.ts'),
);

/** The modules of our own that a file imports at run time. */
function imports(file: string): string[] {
	return [
		...readFileSync(join(NODES, file), 'utf8').matchAll(/^import (?!type ).* from '(\.[^']*)'/gm),
	].map(([, path]) => relative(NODES, join(NODES, dirname(file), path)));
}

test.each(Object.entries(WALLS))('%s keeps to its walls', (room, forbidden) => {
	const files = sources.filter((file) => file.startsWith(`${room}/`));
	const crossings = files.flatMap((file) =>
		imports(file)
			.filter((path) => forbidden.test(path))
			.map((path) => `${file} -> ${path}`),
	);

	expect(files).not.toEqual([]);
	expect(crossings).toEqual([]);
});

test('the node’s file imports resources, what puts them together and what stands around every request', () => {
	expect(
		imports('MicrosoftPartnerCenter.node.ts').filter((path) => !/\.resource$/.test(path)),
	).toEqual([
		'../shared/api/address',
		'../shared/api/answer',
		'listSearch/searchReferrals',
		'routing/properties',
		'run/sendReferralRequest',
	]);
});

test.each(['MicrosoftPartnerCenterTrigger', 'MicrosoftPartnerCenterWebhookTrigger'])(
	'%s imports what all nodes share, and no operation',
	(trigger) => {
		const folder = join('nodes', trigger);
		const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
		const taken = files.flatMap((file) => imports(join('..', trigger, file)));

		expect(taken).toContainEqual(expect.stringMatching(/^\.\.\/shared\//));
		expect(taken.filter((path) => /^(?:resources|listSearch)\//.test(path))).toEqual([]);
	},
);

test('no room is a store of odds and ends', () => {
	expect(
		sources.filter((file) => /utils?|helpers?|common|misc|GenericFunctions/i.test(file)),
	).toEqual([]);
});
