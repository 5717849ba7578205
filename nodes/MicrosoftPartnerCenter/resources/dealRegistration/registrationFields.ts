import { amount } from '../../../shared/values/amount';
import { boolean } from '../../../shared/values/boolean';
import { number } from '../../../shared/values/decimal';
import type { Column } from '../../../shared/values/rows';
import { code, someText } from '../../../shared/values/text';
import { amountColumn, currencyColumn, dayColumn } from '../../fields/columns';
import { collection } from '../../routing/field';
import type { Field, PreSend } from '../../routing/field';
import { oneOf } from '../../routing/oneOf';

/** The list of a referral's deal registrations. */
export const REGISTRATIONS = '/registrations';

/** The contract of a deal registration. @param terms those of its terms that the operation can write */
export function contractField(terms: Field[], ...further: PreSend[]): Field {
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

/** The terms of a deal registration's contract (Microsoft's own connector, contract). */
export const contractTerms: Column[] = [
	currencyColumn('value'),
	dayColumn({
		displayName: 'End Date',
		name: 'endDateTime',
		description: 'When it ends, for a finite term',
	}),
	dayColumn({
		displayName: 'Sign Date',
		name: 'signDateTime',
		description: 'When it was signed',
	}),
	dayColumn({
		displayName: 'Start Date',
		name: 'startDateTime',
		description: 'When it begins',
	}),
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
		reader: amount(number),
	},
];

/** What a row is called. */
export const SOLUTION = { displayName: 'Solution', name: 'solution' };

/** The solution that a row is about. */
export const solutionId: Column = {
	property: {
		displayName: 'Solution ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. SOL-CONTOSO-1',
		description: 'The ID of a solution that is registered for co-sell incentives',
	},
	reader: code(someText),
	required: true,
};

/** What a deal registration contains about a solution that was sold (the same connector, solutionDetails). */
export const soldSolutionColumns: Column[] = [
	currencyColumn('value'),
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
		...dayColumn({
			displayName: 'Marketplace Transaction Date',
			name: 'marketplaceTransactionDateTime',
			description: 'When it was sold there',
		}),
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
	amountColumn({
		displayName: 'Value',
		name: 'value',
		placeholder: 'e.g. 10000',
		description: 'What the solution was sold for, in its currency',
	}),
];
