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

const OFFERS: Record<string, Record<string, Record<string, string[]>>> = {
	Referral: {
		'Change Status': { 'Additional Fields': ['Notes', 'Status Reason'] },
		Get: { Options: ['Include Related', ...RUN] },
		'Get Many': { Options: RUN },
		'Update Deal Value': {
			'Additional Fields': ['Closing Date', 'Currency', 'Notes'],
			Options: [...RUN, 'Only Send Changes', 'Preview'],
		},
	},
	'Deal Registration': {
		Create: { Contract: ['Currency', 'End Date', 'Sign Date', 'Start Date', 'Term', 'Value'] },
		Update: { Contract: ['End Date', 'Sign Date', 'Start Date', 'Term', 'Value'] },
	},
};

/** What collections offer whose name several operations share: each has fields of its own. */
export function offersOf(resource: string, operation: string): Array<[string, string[]]> {
	return Object.entries(OFFERS[resource][operation] ?? {});
}
