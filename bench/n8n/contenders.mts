import { syncParameters } from '../crmRecords.mts';
import { CREDENTIAL_TYPE } from './workflow.mts';
import type { Chain } from './workflow.mts';

type Node = Chain[number];

/**
 * What a person sets who knows that the service allows 50 requests per second: 50 items, then a second and a margin
 * for requests that arrive late. Retry On Fail would not help: it sends all items again, those that have arrived too.
 */
export const BATCHING = { batchSize: 50, batchInterval: 1_100 };
const IN_BATCHES = { batching: { batch: BATCHING } };

/** Update Deal Value with its defaults. */
export const updateDealValue: Chain = [
	{
		name: 'Update',
		type: 'n8n-nodes-microsoft-partner-center.microsoftPartnerCenter',
		parameters: {
			operation: 'updateDealValue',
			referralId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			dealValue: '={{ $json.value }}',
		},
	},
];

/** Create or Update with its defaults. */
export const createOrUpdate: Chain = [
	{
		name: 'Sync',
		type: 'n8n-nodes-microsoft-partner-center.microsoftPartnerCenter',
		parameters: syncParameters,
	},
];

/** The HTTP Request node, for the same change of the same referrals. */
export function httpPatch(apiUrl: string): Chain {
	return [patch(apiUrl, '$json.id', '$json.value', {})];
}

/** The same, where a failed item doesn't end the run. */
export function httpPatchContinuing(apiUrl: string, batched: boolean): Chain {
	const node = patch(apiUrl, '$json.id', '$json.value', batched ? IN_BATCHES : {});
	return [{ ...node, onError: 'continueRegularOutput' }];
}

/** What people build for a sync: one GET by key for each record, and one PATCH for each, or each that differs. */
export function httpSync(apiUrl: string, onlyDifferences: boolean): Chain {
	const record = "$('Items').item.json";
	const find = request('Find', apiUrl, '', {
		method: 'GET',
		sendQuery: true,
		queryParameters: {
			parameters: [{ name: '$filter', value: "=externalReferenceId eq '{{ $json.key }}'" }],
		},
		options: IN_BATCHES,
	});
	const change = patch(apiUrl, '$json.value[0].id', `${record}.value`, IN_BATCHES);
	return [find, ...(onlyDifferences ? [differs(`${record}.value`)] : []), PAUSE, change];
}

function patch(apiUrl: string, id: string, value: string, options: object): Node {
	const document = `[{ op: 'replace', path: '/details/dealValue', value: String(${value}) }]`;
	return request('Update', apiUrl, `/{{ ${id} }}`, {
		method: 'PATCH',
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'Prefer', value: 'return=representation' }] },
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ ${document} }}`,
		options,
	});
}

function request(name: string, apiUrl: string, path: string, parameters: object): Node {
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			url: `=${apiUrl}/v1.0/engagements/referrals${path}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: CREDENTIAL_TYPE,
			...parameters,
		},
	};
}

/** Lets those referrals through whose deal value isn't this one. */
function differs(value: string): Node {
	return {
		name: 'Differs',
		type: 'n8n-nodes-base.filter',
		typeVersion: 2.2,
		parameters: {
			conditions: {
				combinator: 'and',
				options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
				conditions: [
					{
						id: 'differs',
						leftValue: '={{ Number($json.value[0].details.dealValue) }}',
						rightValue: `={{ ${value} }}`,
						operator: { type: 'number', operation: 'notEquals' },
					},
				],
			},
			options: {},
		},
	};
}

/** Between the last batch of one node and the first of the next, so that they don't meet in one second. */
const PAUSE: Node = {
	name: 'Pause',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { amount: 1, unit: 'seconds' },
};
