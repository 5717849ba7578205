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
		description: 'The end of the contract, if its term is finite',
	}),
	dayColumn({
		displayName: 'Sign Date',
		name: 'signDateTime',
		description: 'When the contract was signed',
	}),
	dayColumn({
		displayName: 'Start Date',
		name: 'startDateTime',
		description: 'When the contract begins',
	}),
	oneOf(
		{ Finite: 'Finite', Perpetual: 'Perpetual' },
		{
			displayName: 'Term',
			name: 'term',
			default: 'Finite',
			description: 'Whether the contract has an end',
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
			description: 'The value of the contract, in its currency',
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
			description: 'Whether the solution was sold through the commercial marketplace',
		},
		reader: boolean,
		within: 'marketplaceTransactionDetails',
	},
	{
		...dayColumn({
			displayName: 'Transaction Date',
			name: 'marketplaceTransactionDateTime',
			description: 'The date of the sale in the commercial marketplace',
		}),
		within: 'marketplaceTransactionDetails',
	},
	oneOf(
		{ Other: 'Other', PayAsYouGo: 'Pay as You Go' },
		{
			displayName: 'Pricing Model',
			name: 'pricingModel',
			default: 'PayAsYouGo',
			description: 'How the customer pays for the solution',
		},
	),
	oneOf(
		{ Customer: 'Customer', Partner: 'Partner' },
		{
			displayName: 'Primary Deployment On',
			name: 'primaryDeploymentOn',
			default: 'Customer',
			description: 'In whose Azure subscription the solution mostly runs',
		},
	),
	amountColumn({
		displayName: 'Value',
		name: 'value',
		placeholder: 'e.g. 10000',
		description: 'The price of the solution, in its currency',
	}),
];
