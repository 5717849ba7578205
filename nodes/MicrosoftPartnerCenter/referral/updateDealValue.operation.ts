import { additionalFields, notes } from '../fields/additionalFields';
import type { Operation } from '../fields/operation';
import { patchReferral } from '../fields/patchReferral';
import { replaces } from '../fields/pointed';
import { currency } from '../values/currency';
import { dateTime } from '../values/dateTime';
import { decimal } from '../values/decimal';

export const updateDealValue: Operation = {
	option: {
		name: 'Update Deal Value',
		value: 'updateDealValue',
		action: 'Update deal value of referral',
		description: 'Set what the deal is worth, and with it its currency, closing date or notes',
		routing: patchReferral,
	},
	fields: [
		replaces('/details/dealValue', decimal, {
			displayName: 'Deal Value',
			name: 'dealValue',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			required: true,
			default: null,
			placeholder: 'e.g. 10000',
			description: "What the deal is worth, in the referral's currency",
		}),
		additionalFields([
			replaces('/details/closingDateTime', dateTime, {
				displayName: 'Closing Date',
				name: 'closingDateTime',
				type: 'dateTime',
				default: '',
				description:
					"When the deal is expected to close. A date without an offset is read in the workflow's time zone.",
			}),
			replaces('/details/currency', currency, {
				displayName: 'Currency',
				name: 'currency',
				type: 'string',
				default: '',
				placeholder: 'e.g. USD',
				description: "The deal value's currency, as its three-letter code (ISO 4217)",
			}),
			notes,
		]),
	],
};
