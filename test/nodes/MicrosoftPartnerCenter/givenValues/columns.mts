import type { Columns } from './rows.mts';
import {
	amount,
	boolean,
	choice,
	currency,
	dateTime,
	emailAddress,
	number,
	someText,
	text,
} from './values.mts';

/** What the parameters of a referral's people and solutions hold, column by column. */
export const person: Columns = {
	email: { ...emailAddress, required: true },
	firstName: text,
	lastName: text,
	phoneNumber: text,
	title: text,
};

export const contactPreference: Columns = {
	disableNotifications: { ...boolean, within: 'contactPreference' },
	locale: { ...text, within: 'contactPreference' },
};

export const solution: Columns = {
	id: { ...someText, required: true },
	name: text,
	price: amount,
	currency,
	quantity: number,
	publisherName: text,
	solutionType: text,
	type: choice(['Category', 'Name', 'None']),
	closingDateTime: dateTime,
};

export const soldSolution: Columns = {
	id: { ...someText, required: true },
	currency,
	isDeployedOnAzure: boolean,
	isMarketplaceTransacted: { ...boolean, within: 'marketplaceTransactionDetails' },
	marketplaceTransactionDateTime: { ...dateTime, within: 'marketplaceTransactionDetails' },
	pricingModel: choice(['Other', 'PayAsYouGo']),
	primaryDeploymentOn: choice(['Customer', 'Partner']),
	value: amount,
};
