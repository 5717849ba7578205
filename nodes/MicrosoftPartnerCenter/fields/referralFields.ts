import type { INodeProperties } from 'n8n-workflow';

import type { Pointer } from '../../shared/referral/pointer';
import { QUALIFICATIONS, spaced } from '../../shared/referral/vocabulary';
import { amount } from '../../shared/values/amount';
import { boolean } from '../../shared/values/boolean';
import { calendarDay } from '../../shared/values/calendarDay';
import { currency } from '../../shared/values/currency';
import { decimal, number } from '../../shared/values/decimal';
import { text } from '../../shared/values/text';
import type { Field } from '../routing/field';
import { oneOf } from '../routing/oneOf';
import { creates, replaces } from '../routing/pointerFields';
import { currencyColumn } from './columns';
import { CUSTOMER_FIELDS } from './customerFields';
import { codeField, creationCode, creationText, creationWord, textField } from './referralField';
import type { ReferralField } from './referralField';
import { salesStage } from './salesStage';

/** The values of a referral, by the name of their parameter. */
export const REFERRAL_FIELDS = {
	...CUSTOMER_FIELDS,
	assistanceRequestCode: creationWord(
		'/inviteContext/assistanceRequestCode',
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
	campaignId: codeField('/campaignId', {
		displayName: 'Campaign ID',
		name: 'campaignId',
		description: 'The campaign that the deal came from',
	}),
	closingDateTime: {
		property: {
			displayName: 'Closing Date',
			name: 'closingDateTime',
			type: 'dateTime',
			default: '',
			description:
				'The day on which the deal is expected to close. A date without a time, or at midnight without an offset, is the same day in every time zone.',
		},
		pointer: '/details/closingDateTime',
		onUpdate: calendarDay,
		onCreate: calendarDay,
	},
	consentToContact: consent('/consent/consentToContact', {
		displayName: 'Consent to Contact',
		name: 'consentToContact',
		description: 'Whether the customer agrees to be contacted about the deal',
	}),
	consentToShare: consent('/consent/consentToToShareInfoWithOthers', {
		displayName: 'Consent to Share',
		name: 'consentToShare',
		description:
			"Whether the customer agrees that their information is shared. Required for a deal that Microsoft's sellers see.",
	}),
	currency: {
		property: currencyColumn('deal value').property,
		pointer: '/details/currency',
		onUpdate: currency,
		onCreate: currency,
	},
	dealValue: {
		property: {
			displayName: 'Deal Value',
			name: 'dealValue',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: null,
			placeholder: 'e.g. 10000',
			description: "The value of the deal, in the referral's currency",
		},
		pointer: '/details/dealValue',
		onUpdate: amount(decimal),
		onCreate: amount(number),
	},
	engagementId: creationCode('/engagementId', {
		displayName: 'Engagement ID',
		name: 'engagementId',
		placeholder: 'e.g. 65edc0b5-3485-41b7-a17e-dfa9ef4706e2',
		description: 'The engagement to join, if other referrals belong to the same deal',
	}),
	externalReferenceId: {
		...codeField('/externalReferenceId', {
			displayName: 'External Reference ID',
			name: 'externalReferenceId',
			placeholder: 'e.g. OPP-1001',
			description: 'The key of the record in your CRM',
		}),
		creationDescription: 'The key of the record in your CRM, by which Get Many finds the referral',
	},
	inviteNotes: creationText('/inviteContext/notes', {
		displayName: 'Invite Notes',
		name: 'inviteNotes',
		typeOptions: { rows: 4 },
		description: 'What to tell Microsoft about the help you need, in a co-sell deal',
	}),
	mpnId: creationCode('/mpnId', {
		displayName: 'Partner ID',
		name: 'mpnId',
		placeholder: 'e.g. 1234567',
		description:
			'The ID of your location in the Microsoft AI Cloud Partner Program (formerly MPN ID)',
	}),
	name: creationText('/name', {
		displayName: 'Name',
		name: 'name',
		placeholder: 'e.g. Contoso moves to Azure',
		description: 'The name of the deal',
	}),
	notes: {
		...textField('/details/notes', {
			displayName: 'Notes',
			name: 'notes',
			typeOptions: { rows: 4 },
			placeholder: 'e.g. Spoke with the customer on Monday',
			description: 'The notes on the deal. They replace the existing notes.',
		}),
		onCreate: text,
		creationDescription: 'The notes on the deal',
	},
	purchaseIntent: purchaseIntent(),
	qualification: creationWord(
		'/qualification',
		Object.fromEntries(QUALIFICATIONS.map((word) => [word, spaced(word)])),
		{
			displayName: 'Qualification',
			name: 'qualification',
			default: 'SalesQualified',
			description: 'How far the lead has been qualified. By default, Sales Qualified.',
		},
	),
	referralProgram: codeField('/referralProgram', {
		displayName: 'Referral Program',
		name: 'referralProgram',
	}),
	salesStage,
	shareWithMicrosoft: {
		property: {
			displayName: 'Share With Microsoft',
			name: 'shareWithMicrosoft',
			type: 'boolean',
			default: true,
			description:
				"Whether Microsoft's sellers may see the referral. This can't be undone. To ask them for help, use the operation of the same name.",
		},
		pointer: '/consent/consentToShareReferralWithMicrosoftSellers',
		onUpdate: boolean,
		onCreate: boolean,
	},
	statusReason: {
		...textField('/statusReason', {
			displayName: 'Status Reason',
			name: 'statusReason',
			placeholder: 'e.g. The customer has no budget this year',
			description: 'Why the status changes, in your own words',
		}),
		onCreate: undefined,
	},
} satisfies Record<string, ReferralField>;

/** What the customer agrees to; never presumed. */
function consent(
	pointer: Pointer,
	labels: Omit<INodeProperties, 'type' | 'default'>,
): ReferralField {
	return { property: { type: 'boolean', default: false, ...labels }, pointer, onCreate: boolean };
}

/** The sample of "Create a referral" has HaveNotDecided; the other words follow from Partner Center's choices. */
function purchaseIntent(): ReferralField {
	const { property, reader } = oneOf(
		{ HaveNotDecided: 'Have Not Decided', No: 'No', Yes: 'Yes' },
		{
			displayName: 'Purchase Intent',
			name: 'purchaseIntent',
			default: 'HaveNotDecided',
			description: 'Whether the customer intends to purchase through the commercial marketplace',
		},
	);
	return {
		property,
		pointer: '/details/requirements/additionalRequirements/attributes/-',
		onCreate: (value, source) => ({
			type: 'CustomerMarketplaceIntent',
			id: reader(value, source),
		}),
	};
}

export type ReferralFieldName = keyof typeof REFERRAL_FIELDS;

/** The parameter of this value in an operation that changes a referral. */
export function updated(name: ReferralFieldName): Field {
	const { property, pointer, onUpdate }: ReferralField = REFERRAL_FIELDS[name];
	if (onUpdate === undefined) throw new Error(`"${name}" applies only on creation`);
	return replaces(pointer, onUpdate, property);
}

/** The parameter of this value in an operation that creates a referral. */
export function created(name: ReferralFieldName): Field {
	const { property, pointer, onCreate, creationDescription }: ReferralField = REFERRAL_FIELDS[name];
	if (onCreate === undefined) throw new Error(`"${name}" applies only to existing referrals`);
	const description = creationDescription ?? property.description;
	return creates(pointer, onCreate, { ...property, ...(description && { description }) });
}
