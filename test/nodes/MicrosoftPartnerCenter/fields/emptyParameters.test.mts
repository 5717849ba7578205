import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

/** What n8n marks in the panel, by the names of the parameters. */
function marked(parameters: INodeParameters): string[] {
	const { description } = partnerCenter.engine.nodeType;
	const filled = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		{ typeVersion: 1 },
		description,
	) as INodeParameters;
	const node = { parameters: filled, typeVersion: 1 } as INode;
	const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
	return Object.keys(issues?.parameters ?? {}).sort();
}

const REFERRAL = byId('r-1');

test.each<[INodeParameters, string[]]>([
	[{ operation: 'get' }, ['referralId']],
	[{ operation: 'updateDealValue' }, ['dealValue', 'referralId']],
	[{ operation: 'updateDealValue', referralId: REFERRAL }, ['dealValue']],
	[{ operation: 'updateDealValue', referralId: REFERRAL, dealValue: '' }, ['dealValue']],
	[{ operation: 'updateDealValue', referralId: REFERRAL, dealValue: 0 }, []],
	[{ operation: 'updateDealValue', referralId: REFERRAL, dealValue: 10000 }, []],
	[{ operation: 'updateDealValue', referralId: REFERRAL, dealValue: '={{ $json.value }}' }, []],
	[{ operation: 'changeStatus' }, ['referralId']],
	[{ operation: 'addTeamMember', referralId: REFERRAL }, ['email']],
	[{ operation: 'changeStatus', referralId: REFERRAL, useIfMatch: true, eTag: '' }, ['eTag']],
	[{ operation: 'create' }, ['country', 'customerName', 'name']],
])('n8n marks what is empty before the run: %j', (parameters, expected) => {
	expect(marked({ resource: 'referral', ...parameters })).toEqual(expected);
});

const NOTHING = '={{ $json.missing }}';

test.each<[INodeParameters, string]>([
	[{ operation: 'get', referralId: byId(NOTHING) }, 'Referral'],
	[{ operation: 'updateDealValue', referralId: REFERRAL, dealValue: NOTHING }, 'Deal Value'],
	[{ operation: 'changeStatus', referralId: REFERRAL, substatus: NOTHING }, 'New Status'],
	[{ operation: 'addTeamMember', referralId: REFERRAL, email: NOTHING }, 'Email'],
	[{ operation: 'applyPatch', referralId: REFERRAL, patch: NOTHING }, 'Patch'],
	[{ operation: 'changeStatus', referralId: REFERRAL, useIfMatch: true, eTag: NOTHING }, 'ETag'],
	[{ operation: 'create', inputMode: 'json', referralJson: NOTHING }, 'Referral JSON'],
	[{ operation: 'getAll', limit: NOTHING }, 'Limit'],
	[
		{
			resource: 'dealRegistration',
			operation: 'create',
			referralId: REFERRAL,
			solutionDetails: NOTHING,
		},
		'Solutions',
	],
])('if an expression returned nothing, the message says it: %j', async (parameters, name) => {
	const { error } = await partnerCenter.run({ resource: 'referral', ...parameters });

	expect(error?.message).toBe(
		`"${name}" is empty: the expression returned nothing. Nothing was sent. [item 0]`,
	);
});

test.each<[INodeParameters, string, string]>([
	[
		{ operation: 'applyPatch', referralId: REFERRAL, patch: '' },
		'Patch',
		'In "Patch", enter a list of at least one operation.',
	],
	[
		{ operation: 'applyPatch', referralId: REFERRAL, patch: '[]' },
		'Patch',
		'In "Patch", enter a list of at least one operation.',
	],
	[
		{ operation: 'create', inputMode: 'json', referralJson: '{}' },
		'Referral JSON',
		'In "Referral JSON", enter a JSON object.',
	],
	[
		{ operation: 'update', referralId: REFERRAL, updateFields: { dealValue: null } },
		'Deal Value',
		'In "Deal Value", enter a number of at least 0 in plain digits, such as 10000 or 2500.50.',
	],
	[
		{ operation: 'update', referralId: REFERRAL, updateFields: { addSolutions: [] } },
		'Add Solutions',
		'Add at least one row to "Add Solutions".',
	],
])('the description says what to enter: %j', async (parameters, name, hint) => {
	const { error } = await partnerCenter.run({ resource: 'referral', ...parameters });

	expect(error?.message).toBe(`"${name}" is empty. Nothing was sent. [item 0]`);
	expect(error?.description).toBe(hint);
});
