import type { INodeProperties } from 'n8n-workflow';

import { currency as readCurrency } from '../../shared/values/currency';
import { dateTime } from '../../shared/values/dateTime';
import { decimal, number } from '../../shared/values/decimal';
import { text } from '../../shared/values/text';
import { replaces, standsAt } from '../routing/pointerFields';

const closingDateTime: INodeProperties = {
	displayName: 'Closing Date',
	name: 'closingDateTime',
	type: 'dateTime',
	default: '',
	description:
		"When the deal is expected to close. A date without an offset is read in the workflow's time zone.",
};

const currency: INodeProperties = {
	displayName: 'Currency',
	name: 'currency',
	type: 'string',
	default: '',
	placeholder: 'e.g. USD',
	description: "The deal value's currency, as its three-letter code (ISO 4217)",
};

const dealValue: INodeProperties = {
	displayName: 'Deal Value',
	name: 'dealValue',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: null,
	placeholder: 'e.g. 10000',
	description: "What the deal is worth, in the referral's currency",
};

const notes: INodeProperties = {
	displayName: 'Notes',
	name: 'notes',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Spoke with the customer on Monday',
	description: 'The notes on the deal. They replace the notes that are there.',
};

/** A referral's details, as a change writes them. */
export const changedDetails = {
	closingDateTime: replaces('/details/closingDateTime', dateTime, closingDateTime),
	currency: replaces('/details/currency', readCurrency, currency),
	dealValue: replaces('/details/dealValue', decimal, dealValue),
	notes: replaces('/details/notes', text, notes),
};

/** A referral's details, as a new one has them. */
export const newDetails = {
	closingDateTime: standsAt('details.closingDateTime', dateTime, closingDateTime),
	currency: standsAt('details.currency', readCurrency, currency),
	dealValue: standsAt('details.dealValue', number, dealValue),
	notes: standsAt('details.notes', text, { ...notes, description: 'The notes on the deal' }),
};
