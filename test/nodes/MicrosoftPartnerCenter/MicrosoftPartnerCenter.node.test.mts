import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';

import { Engine } from '../../engine/engine.mts';

let engine: Engine;

beforeAll(async () => {
	engine = await Engine.load();
});

/** The parameters that the editor shows, in order, once these are set. */
function shown(parameters: INodeParameters): string[] {
	const { description } = engine.nodeType;
	const node = { typeVersion: 1, parameters } as never;
	const complete = NodeHelpers.getNodeParameters(
		description.properties,
		{ resource: 'referral', ...parameters },
		true,
		false,
		node,
		description,
	)!;
	return description.properties
		.filter((one) => NodeHelpers.displayParameter(complete, one, node, description))
		.map(({ name }) => name)
		.filter((name) => !['resource', 'operation', 'requestOptions'].includes(name));
}

const SHARED = ['useIfMatch', 'returnRepresentation', 'output', 'options'];

test.each([
	['updateDealValue', ['dealValue', 'additionalFields']],
	['changeStatus', ['substatus', 'additionalFields']],
	['addTeamMember', ['email', 'firstName', 'lastName', 'phoneNumber', 'additionalFields']],
])(
	'%s shows its own parameters between the referral and those that all share',
	(operation, own) => {
		expect(shown({ operation })).toEqual(['referralId', ...own, ...SHARED]);
	},
);

test.each([
	[{ useIfMatch: true }, ['useIfMatch', 'eTag', 'returnRepresentation', 'output', 'options']],
	[{ returnRepresentation: false }, ['useIfMatch', 'returnRepresentation', 'options']],
	[
		{ output: 'selected' },
		['useIfMatch', 'returnRepresentation', 'output', 'outputFields', 'options'],
	],
])('%j shows the shared parameters %j', (parameters, shared) => {
	expect(shown({ operation: 'changeStatus', ...parameters }).slice(3)).toEqual(shared);
});

test('is what the editor, the node panel and an agent need it to be', () => {
	const { description } = engine.nodeType;

	expect(description).toMatchObject({
		displayName: 'Microsoft Partner Center',
		name: 'microsoftPartnerCenter',
		version: 1,
		usableAsTool: true,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		credentials: [{ name: 'microsoftPartnerCenterOAuth2Api', required: true }],
	});
	const operations = description.properties.find(({ name }) => name === 'operation')?.options;
	expect(operations?.map((one) => 'action' in one && one.action)).toEqual([
		'Add team member to referral',
		'Change status of referral',
		'Update deal value of referral',
	]);
});
