import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { Engine } from '../../engine/engine.mts';

let engine: Engine;

beforeAll(async () => {
	engine = await Engine.load();
});

/** The parameters that the editor shows, in order, once these are set. */
function shown(parameters: INodeParameters): string[] {
	return shownIn('', engine.nodeType.description.properties, parameters).filter(
		(name) => !['resource', 'operation', 'requestOptions'].includes(name),
	);
}

/** What the editor offers to add to the collection that it shows. */
function offered(collection: string, parameters: INodeParameters): string[] {
	const { properties } = engine.nodeType.description;
	const [{ options }] = properties.filter(
		(one) => one.name === collection && shownIn('', [one], parameters).length > 0,
	);
	return shownIn(collection, options as INodeProperties[], parameters);
}

function shownIn(path: string, properties: INodeProperties[], parameters: INodeParameters) {
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
	return properties
		.filter(({ type }) => type !== 'hidden')
		.filter((one) => NodeHelpers.displayParameterPath(complete, one, path, node, description))
		.map(({ name }) => name);
}

const CHANGE = ['useIfMatch', 'returnRepresentation', 'output', 'options'];
const READ = ['output', 'options'];

test.each([
	['referral', 'updateDealValue', ['referralId', 'dealValue', 'additionalFields', ...CHANGE]],
	['referral', 'changeStatus', ['referralId', 'substatus', 'additionalFields', ...CHANGE]],
	[
		'referral',
		'addTeamMember',
		[
			'referralId',
			'email',
			'firstName',
			'lastName',
			'phoneNumber',
			'skipIfPresent',
			'additionalFields',
			...CHANGE,
		],
	],
	['referral', 'update', ['referralId', 'updateFields', ...CHANGE]],
	['referral', 'applyPatch', ['referralId', 'patch', ...CHANGE]],
	['referral', 'upsert', ['columns', ...READ]],
	['referral', 'get', ['referralId', ...READ]],
	['referral', 'getAll', ['returnAll', 'limit', 'filters', 'sort', ...READ]],
	[
		'referral',
		'create',
		[
			'inputMode',
			'name',
			'dealType',
			'customerName',
			'country',
			'consentToShare',
			'consentToContact',
			'solutions',
			'customerContacts',
			'team',
			'additionalFields',
			...READ,
		],
	],
	['dealRegistration', 'create', ['referralId', 'solutionDetails', 'contract', ...CHANGE]],
	[
		'dealRegistration',
		'update',
		['referralId', 'registrationId', 'solutionDetails', 'contract', ...CHANGE],
	],
])('%s, %s shows these parameters, in this order', (resource, operation, expected) => {
	expect(shown({ resource, operation })).toEqual(expected);
});

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

test.each([
	[{ operation: 'getAll', returnAll: true }, ['returnAll', 'filters', 'sort', ...READ]],
	[{ operation: 'create', inputMode: 'json' }, ['inputMode', 'referralJson', ...READ]],
])('%j shows the parameters %j', (parameters, expected) => {
	expect(shown(parameters)).toEqual(expected);
});

const RUN = ['maxConcurrentRequests', 'maxRetries'];

test.each([
	['referral', 'addTeamMember', [...RUN, 'preview']],
	['referral', 'applyPatch', [...RUN, 'onlyChanges', 'preview']],
	['referral', 'changeStatus', [...RUN, 'onlyChanges', 'preview']],
	['referral', 'create', [...RUN, 'preview']],
	['referral', 'get', ['includeRelated', ...RUN]],
	['referral', 'getAll', RUN],
	['referral', 'shareWithMicrosoft', [...RUN, 'preview']],
	['referral', 'update', [...RUN, 'onlyChanges', 'preview']],
	['referral', 'updateDealValue', [...RUN, 'onlyChanges', 'preview']],
	['referral', 'upsert', ['ifClosed', ...RUN, 'preview']],
	['dealRegistration', 'create', [...RUN, 'preview']],
	['dealRegistration', 'update', [...RUN, 'preview']],
])('%s, %s has these options', (resource, operation, expected) => {
	expect(offered('options', { resource, operation })).toEqual(expected);
});

const TERMS = ['endDateTime', 'signDateTime', 'startDateTime', 'term', 'value'];

test.each([
	['referral', 'addTeamMember', 'additionalFields', ['title']],
	['referral', 'changeStatus', 'additionalFields', ['notes', 'statusReason']],
	['referral', 'updateDealValue', 'additionalFields', ['closingDateTime', 'currency', 'notes']],
	['dealRegistration', 'create', 'contract', ['currency', ...TERMS]],
	['dealRegistration', 'update', 'contract', TERMS],
])('%s, %s has its own fields in %s', (resource, operation, collection, expected) => {
	expect(offered(collection, { resource, operation })).toEqual(expected);
});

test('an option of another operation is dropped', () => {
	const { description } = engine.nodeType;
	const parameters = { operation: 'get', options: { includeRelated: true, preview: true } };
	const kept = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		{ typeVersion: 1, parameters } as never,
		description,
	)!;

	expect(kept.options).toEqual({ includeRelated: true });
});

test('a parameter that may be an expression is there once, however many operations have it', () => {
	const names = engine.nodeType.description.properties.map(({ name }) => name);
	const once = ['referralId', 'eTag', 'useIfMatch', 'returnRepresentation'];

	expect(once.map((name) => names.filter((one) => one === name))).toEqual(
		once.map((name) => [name]),
	);
});

test('every operation has an output schema, and none is left over', () => {
	const menus = engine.nodeType.description.properties.filter(({ name }) => name === 'operation');
	const operations = menus.flatMap(({ displayOptions, options = [] }) =>
		options.map((one) =>
			join(
				displayOptions!.show!.resource![0] as string,
				`${String('value' in one && one.value)}.json`,
			),
		),
	);

	const schemas = readdirSync('nodes/MicrosoftPartnerCenter/__schema__/v1.0.0', {
		recursive: true,
		encoding: 'utf8',
	});
	expect(schemas.filter((file) => file.endsWith('.json')).sort()).toEqual(operations.sort());
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
	const menus = description.properties.filter(({ name }) => name === 'operation');
	expect(
		menus.flatMap(({ options = [] }) => options.map((one) => 'action' in one && one.action)),
	).toEqual([
		'Create deal registration',
		'Update deal registration',
		'Add team member to referral',
		'Apply patch to referral',
		'Change status of referral',
		'Create referral',
		'Create or update referral',
		'Get referral',
		'Get many referrals',
		'Share referral with Microsoft',
		'Update referral',
		'Update deal value of referral',
	]);
});
