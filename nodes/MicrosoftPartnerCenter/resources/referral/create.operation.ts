import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { outputFields } from '../../../shared/parameters/output';
import { read, readingOf } from '../../../shared/parameters/read';
import type { Check } from '../../../shared/parameters/read';
import { boolean } from '../../../shared/values/boolean';
import { choice } from '../../../shared/values/choice';
import { country } from '../../../shared/values/country';
import { isJsonObject, json } from '../../../shared/values/json';
import { mustBe } from '../../../shared/values/parameterError';
import type { Reader } from '../../../shared/values/reader';
import { rows } from '../../../shared/values/rows';
import { someText } from '../../../shared/values/text';
import { additionalFields } from '../../fields/additionalFields';
import { newDetails } from '../../fields/details';
import { writeOptions } from '../../fields/options';
import { REFERRALS } from '../../fields/path';
import { person } from '../../fields/people';
import { solution } from '../../fields/solutions';
import { shownWhere } from '../../routing/field';
import type { Field } from '../../routing/field';
import { oneOf } from '../../routing/oneOf';
import type { Operation } from '../../routing/operation';
import { standsAt } from '../../routing/pointerFields';
import { columnsOf, fixedRows } from '../../routing/rows';
import type { Column } from '../../routing/rows';
import { checkNewReferral, DEAL_TYPES, newReferral } from './newReferral';

const inputMode: INodeProperties = {
	displayName: 'Input Mode',
	name: 'inputMode',
	type: 'options',
	noDataExpression: true,
	default: 'fields',
	description: 'How to say what the new referral holds',
	options: [
		{ name: 'Fields', value: 'fields', description: 'Fill in the fields below' },
		{ name: 'JSON', value: 'json', description: "Write the request's whole body" },
	],
};

/** Every expression comes to nothing that is known, since n8n takes its `=` away here. */
const knownMode: Check = (context) => {
	const given = context.getNodeParameter(inputMode.name);
	if (given !== 'fields' && given !== 'json') {
		throw mustBe(inputMode.displayName, 'fields or json', given);
	}
};

const written: Check = (context, request) => {
	const reading = readingOf(context, referralJson);
	const given = context.getNodeParameter(referralJson.name);
	const body = json(given, reading);
	if (!isJsonObject(body)) throw mustBe(reading.parameter, 'a JSON object', given);
	checkNewReferral(body as IDataObject, reading.parameter);
	request.body = body as IDataObject;
};

const referralJson: INodeProperties = {
	displayName: 'Referral JSON',
	name: 'referralJson',
	type: 'json',
	required: true,
	default: '{}',
	description:
		'The new referral as the API takes it, with type, customerProfile, consent and details. What the fields can say, and more.',
};

const dealType: INodeProperties = {
	displayName: 'Deal Type',
	name: 'dealType',
	type: 'options',
	default: 'private',
	description:
		"Who is to know of the deal. What Microsoft's sellers have seen can't be taken back.",
	options: [
		{
			name: 'Co-Sell',
			value: 'coSell',
			description: "Microsoft's sellers see it, and are asked to help",
		},
		{
			name: 'Partner-Led',
			value: 'partnerLed',
			description: "Microsoft's sellers see it; you need no help",
		},
		{ name: 'Private', value: 'private', description: 'Nobody but your organization sees it' },
	] satisfies Array<INodePropertyOptions & { value: keyof typeof DEAL_TYPES }>,
};

/** Rows that may be missing altogether. */
const optionalRows =
	(columns: Column[]): Reader<IDataObject[] | undefined> =>
	(value, reading) => {
		const found = rows(columnsOf(columns))(value, reading);
		return found.length === 0 ? undefined : found;
	};

/** A text that a new referral holds at this path. */
const textAt = (path: string, property: Omit<INodeProperties, 'type' | 'default'>) =>
	standsAt(path, someText, { type: 'string', default: '', ...property });

/** One of a few words that it holds there. */
function wordAt(path: string, ...words: Parameters<typeof oneOf>): Field {
	const { property, reader } = oneOf(...words);
	return standsAt(path, reader, property);
}

/** All other fields have put their values into the body. */
const ofDealType: Check = (context, request) => {
	const wanted = read(
		context,
		dealType,
		choice<keyof typeof DEAL_TYPES>(['coSell', 'partnerLed', 'private']),
	);
	const body = newReferral(wanted, request.body as IDataObject);
	checkNewReferral(body);
	request.body = body;
};

const MORE: Field[] = [
	textAt('customerProfile.address.addressLine1', {
		displayName: 'Address Line 1',
		name: 'addressLine1',
		placeholder: 'e.g. 1 Main Street',
	}),
	textAt('customerProfile.address.addressLine2', {
		displayName: 'Address Line 2',
		name: 'addressLine2',
	}),
	wordAt(
		'inviteContext.assistanceRequestCode',
		{
			CustomerTechnicalArchitecture: 'Customer Technical Architecture',
			GeneralOrOther: 'General or Other',
			PostSalesCustomerSuccess: 'Post-Sales Customer Success',
			ProofOfConceptOrDemo: 'Proof of Concept or Demo',
			QuotesOrLicensing: 'Quotes or Licensing',
			Unknown: 'Unknown',
			WorkloadSpecificValueProposition: 'Workload-Specific Value Proposition',
		},
		{
			displayName: 'Assistance Request',
			name: 'assistanceRequestCode',
			default: 'GeneralOrOther',
			description: 'What Microsoft is asked to help with, in a co-sell deal',
		},
	),
	textAt('campaignId', {
		displayName: 'Campaign ID',
		name: 'campaignId',
		description: 'The campaign that it came from',
	}),
	textAt('customerProfile.address.city', {
		displayName: 'City',
		name: 'city',
		placeholder: 'e.g. Seattle',
	}),
	newDetails.closingDateTime,
	standsAt('consent.consentToContact', boolean, {
		displayName: 'Consent to Contact',
		name: 'consentToContact',
		type: 'boolean',
		default: true,
		description: 'Whether the customer agrees to be contacted',
	}),
	newDetails.currency,
	wordAt(
		'customerProfile.size',
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
			description: "The number of the customer's employees",
		},
	),
	newDetails.dealValue,
	textAt('engagementId', {
		displayName: 'Engagement ID',
		name: 'engagementId',
		placeholder: 'e.g. 65edc0b5-3485-41b7-a17e-dfa9ef4706e2',
		description: 'The engagement that it joins, where other referrals belong to the same deal',
	}),
	textAt('externalReferenceId', {
		displayName: 'External Reference ID',
		name: 'externalReferenceId',
		placeholder: 'e.g. OPP-1001',
		description: 'The key of your CRM. Get Many finds the referral by it again.',
	}),
	textAt('inviteContext.notes', {
		displayName: 'Invite Notes',
		name: 'inviteNotes',
		typeOptions: { rows: 4 },
		description: 'What to tell Microsoft about the help you need, in a co-sell deal',
	}),
	newDetails.notes,
	textAt('customerProfile.address.postalCode', {
		displayName: 'Postal Code',
		name: 'postalCode',
		placeholder: 'e.g. 98101',
	}),
	wordAt(
		'qualification',
		{
			Direct: 'Direct',
			MarketingQualified: 'Marketing Qualified',
			None: 'None',
			SalesQualified: 'Sales Qualified',
		},
		{
			displayName: 'Qualification',
			name: 'qualification',
			default: 'SalesQualified',
			description: 'How far it has been qualified. SalesQualified where it is not chosen.',
		},
	),
	textAt('referralProgram', { displayName: 'Referral Program', name: 'referralProgram' }),
	textAt('salesStage', {
		displayName: 'Sales Stage',
		name: 'salesStage',
		placeholder: 'e.g. 40',
		description:
			'How far the sale is, as the percentage that Partner Center shows (10, 20, 40, 60, 80) or as the word that the API has for it (Qualify, Develop, Propose, Close)',
	}),
	textAt('customerProfile.address.state', {
		displayName: 'State',
		name: 'state',
		placeholder: 'e.g. WA',
	}),
];

const FIELDS: Field[] = [
	textAt('name', {
		displayName: 'Name',
		name: 'name',
		required: true,
		placeholder: 'e.g. Contoso moves to Azure',
		description: 'What the deal is called',
	}),
	{ property: dealType },
	textAt('customerProfile.name', {
		displayName: 'Customer Name',
		name: 'customerName',
		required: true,
		placeholder: 'e.g. Contoso',
		description: "The customer's organization",
	}),
	standsAt('customerProfile.address.country', country, {
		displayName: 'Country',
		name: 'country',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. US',
		description: "The customer's country, as its two-letter code (ISO 3166-1)",
	}),
	standsAt(
		'details.requirements.solutions',
		optionalRows(solution),
		fixedRows(
			{
				displayName: 'Solutions',
				name: 'solutions',
				description: 'What you sell, at least one of your solutions that are ready for co-sell',
			},
			{ displayName: 'Solution', name: 'solution' },
			solution,
		),
	),
	standsAt(
		'customerProfile.team',
		optionalRows(person),
		fixedRows(
			{
				displayName: 'Customer Contacts',
				name: 'customerContacts',
				description: "The customer's people; at least one where Microsoft is asked to help",
			},
			{ displayName: 'Contact', name: 'contact' },
			person,
		),
	),
	standsAt(
		'team',
		optionalRows(person),
		fixedRows(
			{
				displayName: 'Team',
				name: 'team',
				description: 'Your colleagues on this deal',
			},
			{ displayName: 'Member', name: 'member' },
			person,
		),
	),
	additionalFields(MORE, ofDealType),
];

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create referral',
		description: 'Create a deal: private, led by you, or one to sell together with Microsoft',
	},
	request: {
		name: 'new',
		routing: { request: { method: 'POST', url: REFERRALS } },
		leading: [],
		trailing: outputFields,
		options: [writeOptions],
	},
	fields: [
		{ property: inputMode, check: knownMode },
		...shownWhere({ show: { inputMode: ['fields'] } }, FIELDS),
		...shownWhere({ show: { inputMode: ['json'] } }, [{ property: referralJson, check: written }]),
	],
};
