const COMMON = [
	'Only If Unchanged (If-Match)',
	'Return Updated Referral (Prefer)',
	'Output',
	'Options',
];

/** What each operation shows below its own name. */
export const PARAMETERS: Record<string, Record<string, string[]>> = {
	Referral: {
		'Add Team Member': [
			'Referral',
			'Email',
			'First Name',
			'Last Name',
			'Phone Number',
			'Skip If Present',
			'Additional Fields',
			...COMMON,
		],
		'Apply Patch': ['Referral', 'Patch', ...COMMON],
		'Change Status': ['Referral', 'New Status', 'Additional Fields', ...COMMON],
		Create: [
			'Input Mode',
			'Name',
			'Deal Type',
			'Customer Name',
			'Country',
			'Consent to Share',
			'Consent to Contact',
			'Solutions',
			'Customer Contacts',
			'Team',
			'Additional Fields',
			'Output',
			'Options',
		],
		'Create or Update': ['Mapping Column Mode', 'Field to Match On', 'Fields', 'Output', 'Options'],
		Get: ['Referral', 'Output', 'Options'],
		'Get Many': ['Return All', 'Limit', 'Filters', 'Sort', 'Output', 'Options'],
		'Share With Microsoft': ['Referral', 'Assistance Request', 'Invite Notes', 'Output', 'Options'],
		Update: ['Referral', 'Update Fields', ...COMMON],
		'Update Deal Value': ['Referral', 'Deal Value', 'Additional Fields', ...COMMON],
	},
	'Deal Registration': {
		Create: ['Referral', 'Solutions', 'Contract', ...COMMON],
		Update: ['Referral', 'Registration ID', 'Solutions', 'Contract', ...COMMON],
	},
};

const RUN = ['Max Concurrent Requests', 'Max Retries'];

/** What collections offer that several operations have, each with fields of its own. */
export const OFFERS: Array<{
	resource: string;
	operation: string;
	collection: string;
	fields: string[];
}> = [
	{
		resource: 'Referral',
		operation: 'Change Status',
		collection: 'Additional Fields',
		fields: ['Notes', 'Status Reason'],
	},
	{
		resource: 'Referral',
		operation: 'Get',
		collection: 'Options',
		fields: ['Include Related', ...RUN],
	},
	{
		resource: 'Referral',
		operation: 'Get Many',
		collection: 'Options',
		fields: RUN,
	},
	{
		resource: 'Referral',
		operation: 'Update Deal Value',
		collection: 'Additional Fields',
		fields: ['Closing Date', 'Currency', 'Notes'],
	},
	{
		resource: 'Referral',
		operation: 'Update Deal Value',
		collection: 'Options',
		fields: [...RUN, 'Only Send Changes', 'Preview'],
	},
	{
		resource: 'Deal Registration',
		operation: 'Create',
		collection: 'Contract',
		fields: ['Currency', 'End Date', 'Sign Date', 'Start Date', 'Term', 'Value'],
	},
	{
		resource: 'Deal Registration',
		operation: 'Update',
		collection: 'Contract',
		fields: ['End Date', 'Sign Date', 'Start Date', 'Term', 'Value'],
	},
];
