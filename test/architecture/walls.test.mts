import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const NODES = 'nodes/MicrosoftPartnerCenter';

/** What a room may not reach into, as CONTRIBUTING.md draws it. Types may cross every wall. */
const WALLS: Record<string, RegExp> = {
	referral: /^(?:request|dealRegistration|listSearch)\//,
	dealRegistration: /^(?:request|referral|listSearch)\//,
	fields: /^(?:request|referral|dealRegistration|listSearch)\//,
	output: /^(?:request|referral|dealRegistration|listSearch|fields)\//,
	checks:
		/^(?:request|referral|dealRegistration|listSearch|fields|output|values|jsonPatch|odata)\//,
	values: /^(?!checks\/refusal$|values\/)/,
	jsonPatch: /^(?!jsonPatch\/)/,
	odata: /^(?!odata\/)/,
	request: /^(?:referral|dealRegistration|listSearch)\//,
	listSearch: /^(?:referral|dealRegistration)\//,
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
		'fields/resources',
		'listSearch/searchReferrals',
		'request/address',
		'request/answer',
		'request/sendReferralRequest',
	]);
});

test.each(['MicrosoftPartnerCenterTrigger', 'MicrosoftPartnerCenterWebhookTrigger'])(
	'%s takes of the other node what all share, and no operation',
	(trigger) => {
		const folder = join('nodes', trigger);
		const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
		const taken = files.flatMap((file) =>
			imports(join('..', trigger, file)).filter((path) => !path.startsWith('../')),
		);

		expect(taken).not.toEqual([]);
		expect(
			taken.filter((path) => /^(?:referral|dealRegistration|listSearch)\//.test(path)),
		).toEqual([]);
	},
);

test('no room is a store of odds and ends', () => {
	expect(
		sources.filter((file) => /utils?|helpers?|common|misc|GenericFunctions/i.test(file)),
	).toEqual([]);
});
