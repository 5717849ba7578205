import { choice } from '../../shared/values/choice';
import { currency } from '../../shared/values/currency';
import { dateTime } from '../../shared/values/dateTime';
import { number } from '../../shared/values/decimal';
import { someText, text } from '../../shared/values/text';
import type { Column } from '../routing/rows';

/** A solution that the deal is about ("Referral resources", Solution). */
export const solution: Column[] = [
	{
		property: {
			displayName: 'Solution ID',
			name: 'id',
			type: 'string',
			default: '',
			placeholder: 'e.g. SOL-CONTOSO-1',
			description: 'The ID of a solution of yours that is published in Partner Center',
		},
		reader: someText,
		required: true,
	},
	{
		property: {
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Contoso Migration Kit',
		},
		reader: text,
	},
	{
		property: {
			displayName: 'Price',
			name: 'price',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2500.50',
		},
		reader: number,
	},
	{
		property: {
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			placeholder: 'e.g. USD',
			description: "The price's currency, as its three-letter code (ISO 4217)",
		},
		reader: currency,
	},
	{
		property: {
			displayName: 'Quantity',
			name: 'quantity',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12',
		},
		reader: number,
	},
	{
		property: {
			displayName: 'Publisher Name',
			name: 'publisherName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Contoso',
		},
		reader: text,
	},
	{
		property: {
			displayName: 'Solution Type',
			name: 'solutionType',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3P',
		},
		reader: text,
	},
	{
		property: {
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Category', value: 'Category' },
				{ name: 'Name', value: 'Name' },
				{ name: 'None', value: 'None' },
				{ name: 'Not Specified', value: '' },
			],
			default: '',
			description: 'What the ID stands for: a solution, or a category of them',
		},
		reader: choice(['Category', 'Name', 'None']),
	},
	{
		property: {
			displayName: 'Closing Date',
			name: 'closingDateTime',
			type: 'dateTime',
			default: '',
			description: 'When the sale of this solution is expected to close',
		},
		reader: dateTime,
	},
];
