import type { IDataObject } from 'n8n-workflow';

import { country } from '../../../shared/values/country';
import { currency } from '../../../shared/values/currency';
import { emailAddress } from '../../../shared/values/emailAddress';
import { isJsonObject } from '../../../shared/values/json';
import { ParameterError } from '../../../shared/values/parameterError';
import { accepted } from '../../../shared/values/reader';
import type { Reader } from '../../../shared/values/reader';
import { someText } from '../../../shared/values/text';

interface DealType {
	type: 'Independent' | 'Shared';
	consent: IDataObject;
	target?: IDataObject[];
	inviteContext?: IDataObject;
}

/**
 * The values that each type of deal implies. Microsoft's page "Create a referral" distinguishes the types by
 * whether Microsoft's help is requested and whether its sellers may see the deal. Its only sample is of a
 * private deal; the others follow from the text and from the sample of a shared referral.
 */
const DEAL_TYPES = {
	coSell: {
		type: 'Shared',
		consent: consentTo({ sharing: true, sellers: true }),
		target: [{ type: 'BusinessProfileLocation', id: 'msft' }],
		inviteContext: { assistanceRequestCode: 'GeneralOrOther' },
	},
	partnerLed: { type: 'Independent', consent: consentTo({ sharing: false, sellers: true }) },
	private: { type: 'Independent', consent: consentTo({ sharing: false, sellers: false }) },
} satisfies Record<string, DealType>;

export type DealTypeName = keyof typeof DEAL_TYPES;

/** The names are the service's own, including "ToTo" ("Referral resources", Consent). */
function consentTo({ sharing, sellers }: { sharing: boolean; sellers: boolean }): IDataObject {
	return {
		consentToToShareInfoWithOthers: sharing,
		consentToContact: false,
		consentToShareReferralWithMicrosoftSellers: sellers,
	};
}

/**
 * The body of a new referral: what the deal type implies, overridden by the given values.
 *
 * @throws {ParameterError} if the values contradict the deal type
 */
export function newReferral(dealType: DealTypeName, given: IDataObject): IDataObject {
	const { inviteContext, ...implied }: DealType = DEAL_TYPES[dealType];
	const help = given.inviteContext as IDataObject | undefined;
	if (help && !inviteContext) {
		const parameter = 'assistanceRequestCode' in help ? 'Assistance Request' : 'Invite Notes';
		throw new ParameterError(
			parameter,
			`"${parameter}" must be left out, unless the "Deal Type" is Co-Sell`,
			'It asks Microsoft for help, which no other type of deal does.',
		);
	}
	return {
		qualification: 'SalesQualified',
		...implied,
		...given,
		consent: { ...implied.consent, ...(given.consent as IDataObject) },
		...(inviteContext && { inviteContext: { ...inviteContext, ...help } }),
	};
}

/** The members that the rules check. A user may have written any value there. */
interface Body {
	type?: unknown;
	consent?: unknown;
	customerProfile?: { name?: unknown; address?: { country?: unknown }; team?: unknown };
	details?: { dealValue?: unknown; currency?: unknown; requirements?: { solutions?: unknown } };
	inviteContext?: { assistanceRequestCode?: unknown };
}

interface Rule {
	parameter: string;
	/** Its dotted path in the body. */
	path: string;
	/** Completes the sentence `"Country" must be ...`. */
	mustBe: string;
	isMet: (body: Body) => boolean;
}

/** What the service or Partner Center requires ("Create a referral", "Troubleshoot co-sell connectors"). */
const RULES: Rule[] = [
	{
		parameter: 'Deal Type',
		path: 'type',
		mustBe: 'Independent or Shared',
		isMet: ({ type }) => type === 'Independent' || type === 'Shared',
	},
	{
		parameter: 'Deal Type',
		path: 'consent',
		mustBe: 'an object that says what the customer consents to',
		isMet: ({ consent }) => isJsonObject(consent),
	},
	{
		parameter: 'Customer Name',
		path: 'customerProfile.name',
		mustBe: 'a text with something in it',
		isMet: ({ customerProfile }) => isAccepted(someText, customerProfile?.name),
	},
	{
		parameter: 'Country',
		path: 'customerProfile.address.country',
		mustBe: 'a country as its two-letter code (ISO 3166-1), such as US or DE',
		isMet: ({ customerProfile }) => isAccepted(country, customerProfile?.address?.country),
	},
	{
		parameter: 'Currency',
		path: 'details.currency',
		mustBe: 'given with a deal value, as its three-letter code (ISO 4217), such as USD',
		isMet: ({ details }) => !isGiven(details?.dealValue) || isGiven(details?.currency),
	},
	{
		parameter: 'Currency',
		path: 'details.currency',
		mustBe: 'a currency code of ISO 4217, such as USD or EUR',
		isMet: ({ details }) => !isGiven(details?.currency) || isAccepted(currency, details?.currency),
	},
	{
		parameter: 'Solutions',
		path: 'details.requirements.solutions',
		mustBe: 'a list of at least one solution, each with its ID',
		isMet: ({ details }) => areSome(details?.requirements?.solutions, 'id', someText),
	},
	{
		parameter: 'Customer Contacts',
		path: 'customerProfile.team',
		mustBe:
			'a list of at least one person, each with an email address, where Microsoft is asked to help',
		isMet: ({ inviteContext, customerProfile }) =>
			!inviteContext?.assistanceRequestCode ||
			areSome(customerProfile?.team, 'email', emailAddress),
	},
];

/**
 * Names what is missing before anything is sent.
 *
 * @param jsonParameter the parameter that contains the whole body, if it doesn't come from fields
 * @throws {ParameterError}
 */
export function requireValid(body: IDataObject, jsonParameter?: string): void {
	const broken = RULES.find(({ isMet }) => !isMet(body as Body));
	if (broken === undefined) return;
	const { parameter, path, mustBe } = broken;
	throw new ParameterError(
		jsonParameter ?? parameter,
		jsonParameter
			? `"${jsonParameter}": ${path} must be ${mustBe}`
			: `"${parameter}" must be ${mustBe}`,
		'Partner Center requires it of every new referral of this kind.',
	);
}

const isGiven = (value: unknown) => (value ?? '') !== '';

/** Whether the service, too, accepts it: the body is sent unchanged, so that the reader must not have to convert it. */
function isAccepted(reader: Reader, value: unknown): boolean {
	const found = accepted(reader, value);
	return found !== undefined && String(found).toLowerCase() === String(value).toLowerCase();
}

function areSome(list: unknown, member: string, reader: Reader): boolean {
	return (
		Array.isArray(list) &&
		list.length > 0 &&
		list.every((one) => isJsonObject(one) && isAccepted(reader, one[member]))
	);
}
