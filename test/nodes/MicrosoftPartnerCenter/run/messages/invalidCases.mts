import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../../../../engine/partnerCenter.mts';

const NO_REFERRAL = byId('={{ "not an ID" }}');
const REFERRAL = '"Referral" must be the ID of a referral';

/** The operation, its parameters, and what the message says of each parameter, in this order. */
const INVALID: Array<[string, INodeParameters, string[]]> = [
	[
		'updateDealValue',
		{
			referralId: NO_REFERRAL,
			dealValue: '={{ "much" }}',
			additionalFields: { currency: 'EURO', closingDateTime: 'soon' },
			useIfMatch: true,
			eTag: '={{ "" }}',
			output: '={{ "all" }}',
			options: { maxRetries: -1, maxConcurrentRequests: 0, preview: 'perhaps' },
		},
		[
			REFERRAL,
			'"Deal Value" must be a number of at least 0',
			'"Closing Date" must be a date',
			'"Currency" must be a three-letter currency code',
			'"ETag" is empty',
			'"Output" must be one of Raw, Selected Fields, Simplified',
			'"Preview" must be true or false',
			'"Max Concurrent Requests" must be a whole number of at least 1',
			'"Max Retries" must be a whole number of at least 0',
		],
	],
	[
		'changeStatus',
		{
			referralId: NO_REFERRAL,
			substatus: '={{ "Success" }}',
			additionalFields: { notes: '={{ $json.missing }}', statusReason: '={{ ({}) }}' },
		},
		[
			REFERRAL,
			'"New Status" must be one of Active: Accepted',
			'"Notes" is empty',
			'"Status Reason" must be text',
		],
	],
	[
		'addTeamMember',
		{
			referralId: NO_REFERRAL,
			email: '={{ "jane" }}',
			firstName: '={{ ["Jane"] }}',
			skipIfPresent: '={{ "perhaps" }}',
		},
		[
			REFERRAL,
			'"Email" must be one email address',
			'"First Name" must be text, not a list',
			'"Skip If Present" must be true or false',
		],
	],
	[
		'update',
		{
			referralId: NO_REFERRAL,
			updateFields: {
				addTeamMembers: [
					{ email: 'jane@contoso.com' },
					{ email: 'john', locale: 'en', disableNotifications: 'perhaps' },
					{ mail: 'x', name: 'y', email: '' },
				],
				addSolutions: [{ id: '', price: 'much' }],
				dealValue: null,
				substatus: 'Success',
			},
		},
		[
			REFERRAL,
			'"Add Solutions > Solution 1 > Solution ID" is empty',
			'"Add Solutions > Solution 1 > Price" must be a number',
			'"Add Team Members > Team Member 2 > Email" must be one email address',
			'"Add Team Members > Team Member 2 > Disable Notifications" must be true or false',
			'"Add Team Members > Team Member 3" has unknown fields, "mail", "name"',
			'"Add Team Members > Team Member 3 > Email" is empty',
			'"Deal Value" is empty',
			'"New Status" must be one of',
		],
	],
	['update', { referralId: NO_REFERRAL, updateFields: {} }, [REFERRAL, '"Update Fields" is empty']],
	[
		'applyPatch',
		{
			referralId: NO_REFERRAL,
			patch: JSON.stringify([
				{ op: 'remove', path: '/team/0' },
				{ op: 'replace', path: '/details/notes', value: 'fine' },
				{ op: 'replace', path: 'details', value: 1 },
				{ op: 'add', path: '/a' },
			]),
		},
		[
			REFERRAL,
			'"Patch": operation 1 (remove /team/0) must have the op "add" or "replace"',
			'"Patch": operation 3 (replace details) must have a path that begins with "/"',
			'"Patch": operation 4 (add /a) must have a value',
		],
	],
	[
		'create',
		{
			name: '={{ "" }}',
			dealType: '={{ "public" }}',
			customerName: '={{ $json.missing }}',
			country: '={{ "Atlantis" }}',
			team: { member: [{ email: 'jane@contoso.com' }, { email: 'john' }] },
			additionalFields: { dealValue: 5, closingDateTime: 'soon' },
		},
		[
			'"Name" is empty',
			'"Deal Type" must be one of Co-Sell, Partner-Led, Private',
			'"Customer Name" is empty',
			'"Country" must be a country\'s two-letter code',
			'"Team > Team Member 2 > Email" must be one email address',
			'"Closing Date" must be a date',
			'"Currency" is empty, but a deal value needs a currency',
			'"Solutions" is empty',
		],
	],
	[
		'create',
		{
			name: 'x',
			dealType: 'coSell',
			customerName: 'Contoso',
			country: 'US',
			solutions: { solution: [{ id: '', name: 'Kit' }] },
		},
		[
			'"Solutions > Solution 1 > Solution ID" is empty',
			'"Customer Contacts" is empty',
			'"Consent to Share" must be on',
		],
	],
	[
		'create',
		{ inputMode: 'json', referralJson: '{ "type": "Open", "consent": {} }' },
		[
			'type must be Independent or Shared',
			'customerProfile must be an object',
			'details must be an object',
		],
	],
	[
		'upsert',
		{
			columns: {
				mappingMode: 'defineBelow',
				matchingColumns: ['externalReferenceId'],
				value: {
					externalReferenceId: '={{ "" }}',
					dealValue: '={{ "much" }}',
					country: '={{ "Atlantis" }}',
					team: '={{ [{ email: "john" }] }}',
				},
				schema: [],
			},
		},
		[
			'"Fields > External Reference ID" is empty',
			'"Fields > Deal Value" must be a number',
			'"Fields > Team > Team Member 1 > Email" must be one email address',
			'"Fields > Country (When Created)" must be a country',
		],
	],
	[
		'getAll',
		{
			limit: 0,
			filters: { country: 'Atlantis', updatedAfter: 'soon', minDealValue: '={{ "much" }}' },
			sort: '={{ "x" }}',
		},
		[
			'"Limit" must be a whole number of at least 1',
			'"Country" must be a country',
			'"Min Deal Value" must be a number',
			'"Updated After" must be a date',
			'"Sort" must be one of',
		],
	],
	[
		'shareWithMicrosoft',
		{ referralId: NO_REFERRAL, assistanceRequestCode: '={{ "all" }}', inviteNotes: '={{ ({}) }}' },
		[REFERRAL, '"Assistance Request" must be one of', '"Invite Notes" must be text'],
	],
];

const REGISTRATIONS: typeof INVALID = [
	[
		'create',
		{
			referralId: NO_REFERRAL,
			solutionDetails: [{ id: 'SOL-1' }, { value: 'much' }],
			contract: { term: 'Finite', startDateTime: 'soon', value: '={{ "much" }}' },
		},
		[
			REFERRAL,
			'"Solutions > Solution 2 > Solution ID" is empty',
			'"Solutions > Solution 2 > Value" must be a number',
			'"Start Date" must be a date',
			'"Value" must be a number',
			'"End Date" is empty, but',
		],
	],
	[
		'create',
		{
			referralId: NO_REFERRAL,
			solutionDetails: [
				{ id: 'SOL-1', value: 500 },
				{ id: 'SOL-2', isMarketplaceTransacted: true, value: 700 },
			],
			contract: { startDateTime: '2027-02-01', endDateTime: '2027-01-01', value: 100 },
		},
		[
			REFERRAL,
			'"Start Date" must not be after',
			'"Solutions > Solution 1 > Value" must be at most 100',
			'"Solutions > Solution 2 > Transaction Date" is empty',
			'"Solutions > Solution 2 > Value" must be at most 100',
		],
	],
	[
		'update',
		{ referralId: NO_REFERRAL, registrationId: '={{ ({}) }}', contract: {} },
		[REFERRAL, '"Registration ID" must be text', '"Contract" and "Solutions" are empty'],
	],
	[
		'update',
		{
			referralId: byId('r-1'),
			solutionDetails: [{ id: 'SOL-1', value: 1 }, { id: 'SOL-1', value: 2 }, { id: 'SOL-3' }],
			contract: { term: '={{ "long" }}' },
		},
		[
			'"Solutions > Solution 2" is for the same solution as an earlier row',
			'"Solutions > Solution 3" contains nothing to change',
			'"Term" must be one of Finite, Perpetual',
		],
	],
];

/** All cases, with the resource first. */
export const CASES = [
	...INVALID.map((one) => ['referral', ...one] as const),
	...REGISTRATIONS.map((one) => ['dealRegistration', ...one] as const),
];
