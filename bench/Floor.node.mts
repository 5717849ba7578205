import type { INodeType, INodeTypeDescription, PreSendAction } from 'n8n-workflow';

/** The value in the body becomes the only operation of a JSON Patch document. */
const toPatchDocument: PreSendAction = (request) => {
	const { dealValue } = request.body as { dealValue: number };
	request.body = [{ op: 'replace', path: '/details/dealValue', value: String(dealValue) }];
	return Promise.resolve(request);
};

/**
 * The least that a declarative node needs for the same PATCH, written as n8n's documentation has it:
 * no check, no limit, no order, no sending again. It has our node's name, so that the harness runs both.
 */
export class Floor implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Floor',
		name: 'microsoftPartnerCenter',
		group: ['transform'],
		version: 1,
		description: 'The least that a declarative node needs',
		defaults: { name: 'Floor' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'microsoftPartnerCenterOAuth2Api', required: true }],
		requestDefaults: {
			baseURL: '={{ $credentials.apiUrl }}',
			headers: {
				Accept: 'application/json',
				'Content-Type': 'application/json',
				Prefer: 'return=representation',
			},
		},
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Find',
						value: 'find',
						action: 'Find by key',
						routing: {
							request: {
								method: 'GET',
								url: '/v1.0/engagements/referrals',
								qs: { $filter: "=externalReferenceId eq '{{ $parameter.key }}'" },
							},
						},
					},
					{
						name: 'Update Deal Value',
						value: 'updateDealValue',
						action: 'Update deal value',
						routing: {
							request: {
								method: 'PATCH',
								url: '=/v1.0/engagements/referrals/{{ $parameter.referralId }}',
							},
						},
					},
				],
				default: 'updateDealValue',
			},
			{
				displayName: 'Key',
				name: 'key',
				type: 'string',
				default: '',
				displayOptions: { show: { operation: ['find'] } },
			},
			{
				displayName: 'Referral ID',
				name: 'referralId',
				type: 'string',
				default: '',
			},
			{
				displayName: 'Deal Value',
				name: 'dealValue',
				type: 'number',
				default: 0,
				displayOptions: { show: { operation: ['updateDealValue'] } },
				routing: { send: { type: 'body', property: 'dealValue', preSend: [toPatchDocument] } },
			},
		],
	};
}
