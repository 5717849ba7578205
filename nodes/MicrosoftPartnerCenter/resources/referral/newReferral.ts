import type { IDataObject } from 'n8n-workflow';

import { country } from '../../../shared/values/country';
import { currency } from '../../../shared/values/currency';
import { emailAddress } from '../../../shared/values/emailAddress';
import { isJsonObject } from '../../../shared/values/json';
import { Refusal } from '../../../shared/values/parameterError';
import type { Reader } from '../../../shared/values/reader';
import { someText } from '../../../shared/values/text';

interface DealType {
	type: 'Independent' | 'Shared';
	consent: IDataObject;
	target?: IDataObject[];
	inviteContext?: IDataObject;
}

/**
 * What each type of deal means in the request's body. Microsoft's page "Create a referral" tells them apart
 * by whether Microsoft's help is wanted and whether its sellers may see the deal. It has a sample of the
 * private one only; the others follow from its words, and from its sample of a shared referral.
 */
export const DEAL_TYPES = {
	coSell: {
		type: 'Shared',
		consent: consentTo({ sharing: true, sellers: true }),
		target: [{ type: 'BusinessProfileLocation', id: 'msft' }],
		inviteContext: { assistanceRequestCode: 'GeneralOrOther' },
	},
	partnerLed: { type: 'Independent', consent: consentTo({ sharing: false, sellers: true }) },
	private: { type: 'Independent', consent: consentTo({ sharing: false, sellers: false }) },
} satisfies Record<string, DealType>;

/** The names are the service's own, "ToTo" included ("Referral resources", Consent). */
function consentTo({ sharing, sellers }: { sharing: boolean; sellers: boolean }): IDataObject {
	return {
		consentToToShareInfoWithOthers: sharing,
		consentToContact: false,
		consentToShareReferralWithMicrosoftSellers: sellers,
	};
}

/**
 * The body of a new referral: what the deal type means, and on top of it what was given beside.
 *
 * @throws {Refusal} when what was given does not go with the deal type
 */
export function newReferral(dealType: keyof typeof DEAL_TYPES, given: IDataObject): IDataObject {
	const { inviteContext, ...meaning }: DealType = DEAL_TYPES[dealType];
	const help = given.inviteContext as IDataObject | undefined;
	if (help && !inviteContext) {
		const parameter = 'assistanceRequestCode' in help ? 'Assistance Request' : 'Invite Notes';
		throw new Refusal(
			parameter,
			`"${parameter}" must be left out, unless the "Deal Type" is Co-Sell`,
			'It asks Microsoft for help, which no other type of deal does.',
		);
	}
	return {
		qualification: 'SalesQualified',
		...meaning,
		...given,
		consent: { ...meaning.consent, ...(given.consent as IDataObject) },
		...(inviteContext && { inviteContext: { ...inviteContext, ...help } }),
	};
}

/** The members that the rules look at; a person may have written anything there. */
interface Body {
	type?: unknown;
	consent?: unknown;
	customerProfile?: { name?: unknown; address?: { country?: unknown }; team?: unknown };
	details?: { dealValue?: unknown; currency?: unknown; requirements?: { solutions?: unknown } };
	inviteContext?: { assistanceRequestCode?: unknown };
}

interface Rule {
	parameter: string;
	/** Where it stands in the body. */
	path: string;
	/** Completes the sentence «"Country" must be …». */
	mustBe: string;
	isKept: (body: Body) => boolean;
}

/** What the service or Partner Center can't do without ("Create a referral", "Troubleshoot co-sell connectors"). */
const RULES: Rule[] = [
	{
		parameter: 'Deal Type',
		path: 'type',
		mustBe: 'Independent or Shared',
		isKept: ({ type }) => type === 'Independent' || type === 'Shared',
	},
	{
		parameter: 'Deal Type',
		path: 'consent',
		mustBe: 'an object that says what the customer consents to',
		isKept: ({ consent }) => isJsonObject(consent),
	},
	{
		parameter: 'Customer Name',
		path: 'customerProfile.name',
		mustBe: 'a text with something in it',
		isKept: ({ customerProfile }) => suits(someText, customerProfile?.name),
	},
	{
		parameter: 'Country',
		path: 'customerProfile.address.country',
		mustBe: 'a country as its two-letter code (ISO 3166-1), such as US or DE',
		isKept: ({ customerProfile }) => suits(country, customerProfile?.address?.country),
	},
	{
		parameter: 'Currency',
		path: 'details.currency',
		mustBe: 'given with a deal value, as its three-letter code (ISO 4217), such as USD',
		isKept: ({ details }) => !isGiven(details?.dealValue) || isGiven(details?.currency),
	},
	{
		parameter: 'Currency',
		path: 'details.currency',
		mustBe: 'a currency code of ISO 4217, such as USD or EUR',
		isKept: ({ details }) => !isGiven(details?.currency) || suits(currency, details?.currency),
	},
	{
		parameter: 'Solutions',
		path: 'details.requirements.solutions',
		mustBe: 'a list of at least one solution, each with its ID',
		isKept: ({ details }) => areSome(details?.requirements?.solutions, 'id', someText),
	},
	{
		parameter: 'Customer Contacts',
		path: 'customerProfile.team',
		mustBe:
			'a list of at least one person, each with an email address, where Microsoft is asked to help',
		isKept: ({ inviteContext, customerProfile }) =>
			!inviteContext?.assistanceRequestCode ||
			areSome(customerProfile?.team, 'email', emailAddress),
	},
];

/**
 * Names what is missing before anything is sent.
 *
 * @param written the parameter in which a person wrote the whole body, where it does not come from fields
 * @throws {Refusal}
 */
export function checkNewReferral(body: IDataObject, written?: string): void {
	const broken = RULES.find(({ isKept }) => !isKept(body as Body));
	if (broken === undefined) return;
	const { parameter, path, mustBe } = broken;
	throw new Refusal(
		written ?? parameter,
		written ? `"${written}": ${path} must be ${mustBe}` : `"${parameter}" must be ${mustBe}`,
		'Partner Center requires it of every new referral of this kind.',
	);
}

const isGiven = (value: unknown) => (value ?? '') !== '';

function suits(reader: Reader, value: unknown): boolean {
	try {
		reader(value, { parameter: '', timezone: 'UTC' });
		return true;
	} catch {
		return false;
	}
}

function areSome(list: unknown, member: string, reader: Reader): boolean {
	return (
		Array.isArray(list) &&
		list.length > 0 &&
		list.every((one) => isJsonObject(one) && suits(reader, one[member]))
	);
}
