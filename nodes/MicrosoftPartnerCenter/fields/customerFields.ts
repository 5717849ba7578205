import { country } from '../../shared/values/country';
import { duns } from '../../shared/values/duns';
import { code, someText } from '../../shared/values/text';
import { creationCode, creationText, creationWord } from './referralField';
import type { ReferralField } from './referralField';

/** What a new referral says about the customer, by the name of the parameter. It can't be changed later. */
export const CUSTOMER_FIELDS = {
	addressLine1: creationText('/customerProfile/address/addressLine1', {
		displayName: 'Address Line 1',
		name: 'addressLine1',
		placeholder: 'e.g. 1 Main Street',
	}),
	addressLine2: creationText('/customerProfile/address/addressLine2', {
		displayName: 'Address Line 2',
		name: 'addressLine2',
	}),
	city: creationText('/customerProfile/address/city', {
		displayName: 'City',
		name: 'city',
		placeholder: 'e.g. Seattle',
	}),
	country: {
		property: {
			displayName: 'Country',
			name: 'country',
			type: 'string',
			default: '',
			placeholder: 'e.g. US',
			description:
				"The customer's country, as its two-letter code (ISO 3166-1) or its English name",
		},
		pointer: '/customerProfile/address/country',
		onCreate: country,
	},
	customerName: creationText('/customerProfile/name', {
		displayName: 'Customer Name',
		name: 'customerName',
		placeholder: 'e.g. Contoso',
		description: "The customer's organization",
	}),
	customerSize: creationWord(
		'/customerProfile/size',
		{
			'1to9employees': '1 to 9',
			'10to50employees': '10 to 50',
			'51to250employees': '51 to 250',
			'251to1000employees': '251 to 1,000',
			'1001to5000employees': '1,001 to 5,000',
			'5001to10000employees': '5,001 to 10,000',
			'10001to20000employees': '10,001 to 20,000',
			Morethan20000employees: 'More Than 20,000',
		},
		{
			displayName: 'Customer Size',
			name: 'customerSize',
			default: '10to50employees',
			description: 'How many employees the customer has',
		},
	),
	duns: {
		...creationCode('/customerProfile/ids/-', {
			displayName: 'D-U-N-S Number',
			name: 'duns',
			placeholder: 'e.g. 123456789',
			description: "The customer's D-U-N-S Number: nine digits",
		}),
		onCreate: (value, source) => ({ profileType: 'Duns', id: duns(value, source) }),
	},
	microsoftAccountId: {
		...creationCode('/customerProfile/ids/-', {
			displayName: 'Microsoft Account ID',
			name: 'microsoftAccountId',
			description: "Microsoft's ID for the customer's account. It speeds up matching.",
		}),
		onCreate: (value, source) => ({
			profileType: 'External',
			id: code(someText)(value, source),
		}),
	},
	postalCode: creationCode('/customerProfile/address/postalCode', {
		displayName: 'Postal Code',
		name: 'postalCode',
		placeholder: 'e.g. 98101',
	}),
	state: creationText('/customerProfile/address/state', {
		displayName: 'State',
		name: 'state',
		placeholder: 'e.g. WA',
	}),
} satisfies Record<string, ReferralField>;
