import type { INodeProperties } from 'n8n-workflow';

import { amount } from '../../shared/values/amount';
import { boolean } from '../../shared/values/boolean';
import { calendarDay } from '../../shared/values/calendarDay';
import { choice } from '../../shared/values/choice';
import { currency } from '../../shared/values/currency';
import { number } from '../../shared/values/decimal';
import { emailAddress } from '../../shared/values/emailAddress';
import type { Column } from '../../shared/values/rows';
import { code, someText, text } from '../../shared/values/text';

/** A column of text. */
const textColumn = (property: Omit<INodeProperties, 'type' | 'default'>): Column => ({
	property: { type: 'string', default: '', ...property },
	reader: text,
});

/** A column of IDs or other codes. */
const codeColumn = (property: Omit<INodeProperties, 'type' | 'default'>): Column => ({
	...textColumn(property),
	reader: code(text),
});

/** The currency of an amount. @param owner what the amount is called, as in "The price's currency" */
export const currencyColumn = (owner: string): Column => ({
	property: {
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: '',
		placeholder: 'e.g. USD',
		description: `The ${owner}'s currency, as its three-letter code (ISO 4217)`,
	},
	reader: currency,
});

/** A quantity. Text, because a number column of n8n can't be left empty. */
export const numberColumn = (property: Omit<INodeProperties, 'type' | 'default'>): Column => ({
	property: { type: 'string', default: '', ...property },
	reader: number,
});

/** An amount in the currency of the row. */
export const amountColumn = (property: Omit<INodeProperties, 'type' | 'default'>): Column => ({
	...numberColumn(property),
	reader: amount(number),
});

export const dayColumn = (property: Omit<INodeProperties, 'type' | 'default'>): Column => ({
	property: { type: 'dateTime', default: '', ...property },
	reader: calendarDay,
});

/** A colleague or a customer's contact ("Referral resources", Member). */
export const person = {
	email: {
		...textColumn({
			displayName: 'Email',
			name: 'email',
			placeholder: 'e.g. jane.doe@contoso.com',
			description: "The person's email address",
		}),
		reader: emailAddress,
		required: true,
	},
	firstName: textColumn({
		displayName: 'First Name',
		name: 'firstName',
		placeholder: 'e.g. Jane',
	}),
	lastName: textColumn({ displayName: 'Last Name', name: 'lastName', placeholder: 'e.g. Doe' }),
	phoneNumber: codeColumn({
		displayName: 'Phone Number',
		name: 'phoneNumber',
		placeholder: 'e.g. 0000000001',
	}),
	title: textColumn({
		displayName: 'Title',
		name: 'title',
		placeholder: 'e.g. Account Manager',
		description: "The person's job title",
	}),
} satisfies Record<string, Column>;

export const personColumns: Column[] = Object.values(person);

/** How a person wants to hear from Partner Center. */
export const contactPreferenceColumns: Column[] = [
	{
		property: {
			displayName: 'Disable Notifications',
			name: 'disableNotifications',
			type: 'boolean',
			default: true,
			description: 'Whether to stop sending the person messages about the referral',
		},
		reader: boolean,
		within: 'contactPreference',
	},
	{
		...codeColumn({
			displayName: 'Locale',
			name: 'locale',
			placeholder: 'e.g. en-US',
			description: 'The language of the messages',
		}),
		within: 'contactPreference',
	},
];

/** A solution that the deal is about ("Referral resources", Solution). */
export const solutionColumns: Column[] = [
	{
		...textColumn({
			displayName: 'Solution ID',
			name: 'id',
			placeholder: 'e.g. SOL-CONTOSO-1',
			description: 'The ID of one of your solutions that are published in Partner Center',
		}),
		reader: code(someText),
		required: true,
	},
	textColumn({
		displayName: 'Name',
		name: 'name',
		placeholder: 'e.g. Contoso Migration Kit',
	}),
	amountColumn({ displayName: 'Price', name: 'price', placeholder: 'e.g. 2500.50' }),
	currencyColumn('price'),
	numberColumn({ displayName: 'Quantity', name: 'quantity', placeholder: 'e.g. 12' }),
	textColumn({
		displayName: 'Publisher Name',
		name: 'publisherName',
		placeholder: 'e.g. Contoso',
	}),
	codeColumn({ displayName: 'Solution Type', name: 'solutionType', placeholder: 'e.g. 3P' }),
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
			description: 'Whether the ID identifies a solution or a category of solutions',
		},
		reader: choice(['Category', 'Name', 'None']),
	},
	dayColumn({
		displayName: 'Closing Date',
		name: 'closingDateTime',
		description: 'When the sale of this solution is expected to close',
	}),
];
