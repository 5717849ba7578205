import type { INodeProperties } from 'n8n-workflow';

import type { Check } from '../../../shared/parameters/read';
import { boolean } from '../../../shared/values/boolean';
import { currency } from '../../../shared/values/currency';
import { dateTime } from '../../../shared/values/dateTime';
import { number } from '../../../shared/values/decimal';
import type { Reader } from '../../../shared/values/reader';
import { someText } from '../../../shared/values/text';
import { collection } from '../../routing/field';
import type { Field } from '../../routing/field';
import { oneOf } from '../../routing/oneOf';
import type { Column } from '../../routing/rows';

/** The contract of a deal registration, with those of its terms that an operation can write. */
export function contractField(terms: Field[], ...further: Check[]): Field {
	return collection(
		{
			displayName: 'Contract',
			name: 'contract',
			placeholder: 'Add Field',
			description: 'The contract with the customer',
		},
		terms,
		...further,
	);
}

/** What the contract of a deal registration says, with how each is read (Microsoft's own connector, contract). */
export const contractTerms: Array<{ property: INodeProperties; reader: Reader }> = [
	{
		property: {
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			placeholder: 'e.g. USD',
			description: "The value's currency, as its three-letter code (ISO 4217)",
		},
		reader: currency,
	},
	{
		property: {
			displayName: 'End Date',
			name: 'endDateTime',
			type: 'dateTime',
			default: '',
			description: 'When it ends, for a finite term',
		},
		reader: dateTime,
	},
	{
		property: {
			displayName: 'Sign Date',
			name: 'signDateTime',
			type: 'dateTime',
			default: '',
			description: 'When it was signed',
		},
		reader: dateTime,
	},
	{
		property: {
			displayName: 'Start Date',
			name: 'startDateTime',
			type: 'dateTime',
			default: '',
			description: 'When it begins',
		},
		reader: dateTime,
	},
	oneOf(
		{ Finite: 'Finite', Perpetual: 'Perpetual' },
		{
			displayName: 'Term',
			name: 'term',
			default: 'Finite',
			description: 'How long it lasts',
		},
	),
	{
		property: {
			displayName: 'Value',
			name: 'value',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: null,
			placeholder: 'e.g. 10000',
			description: 'What the contract is worth, in its currency',
		},
		reader: number,
	},
];

/** Which of the solutions a row is about. */
export const solutionId: Column = {
	property: {
		displayName: 'Solution ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. SOL-CONTOSO-1',
		description: 'The ID of a solution that is registered for co-sell incentives',
	},
	reader: someText,
	required: true,
};

/** What a deal registration says of a solution that was sold (the same connector, solutionDetails). */
export const soldSolution: Column[] = [
	{
		property: {
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			placeholder: 'e.g. USD',
			description: "The value's currency, as its three-letter code (ISO 4217)",
		},
		reader: currency,
	},
	{
		property: {
			displayName: 'Deployed on Azure',
			name: 'isDeployedOnAzure',
			type: 'boolean',
			default: true,
			description: 'Whether the solution runs on Azure',
		},
		reader: boolean,
	},
	{
		property: {
			displayName: 'Marketplace Transacted',
			name: 'isMarketplaceTransacted',
			type: 'boolean',
			default: true,
			description: 'Whether it was sold through the commercial marketplace',
		},
		reader: boolean,
		within: 'marketplaceTransactionDetails',
	},
	{
		property: {
			displayName: 'Marketplace Transaction Date',
			name: 'marketplaceTransactionDateTime',
			type: 'dateTime',
			default: '',
			description: 'When it was sold there',
		},
		reader: dateTime,
		within: 'marketplaceTransactionDetails',
	},
	oneOf(
		{ Other: 'Other', PayAsYouGo: 'Pay as You Go' },
		{
			displayName: 'Pricing Model',
			name: 'pricingModel',
			default: 'PayAsYouGo',
			description: 'How the customer pays for it',
		},
	),
	oneOf(
		{ Customer: 'Customer', Partner: 'Partner' },
		{
			displayName: 'Primary Deployment On',
			name: 'primaryDeploymentOn',
			default: 'Customer',
			description: 'Whose Azure subscription it mainly runs in',
		},
	),
	{
		property: {
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10000',
			description: 'What the solution was sold for, in its currency',
		},
		reader: number,
	},
];
