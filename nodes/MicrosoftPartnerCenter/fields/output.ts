import type { INodeProperties } from 'n8n-workflow';

/** What is given out of a referral; request/output.ts does it. */
export const outputFields: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'simplified',
		description: 'How much of the referral to give out',
		options: [
			{
				name: 'Raw',
				value: 'raw',
				description: "The service's own JSON, whole",
			},
			{
				name: 'Selected Fields',
				value: 'selected',
				description: 'The fields you name, and always ID and eTag',
			},
			{
				name: 'Simplified',
				value: 'simplified',
				description: 'The ten fields most workflows need, side by side',
			},
		],
	},
	{
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. name, details.dealValue, customerProfile.address.country',
		displayOptions: { show: { output: ['selected'] } },
		description: 'The fields to give out, separated by commas, with dots between their levels',
	},
];
