import type { IDataObject } from 'n8n-workflow';

import { country } from '../../../../shared/values/country';
import { currency } from '../../../../shared/values/currency';
import { emailAddress } from '../../../../shared/values/emailAddress';
import { isJsonObject } from '../../../../shared/values/json';
import { ParameterError } from '../../../../shared/values/parameterError';
import { accepted } from '../../../../shared/values/reader';
import type { Reader } from '../../../../shared/values/reader';
import { someText } from '../../../../shared/values/text';
import type { Sharing } from '../../../routing/requestPlan';
import { sharing } from './sharing';

interface DealType {
	type: 'Independent' | 'Shared';
	/** Whether Microsoft's sellers may see the deal. */
	isShown: boolean;
	/** What Microsoft is asked to help with. */
	inviteContext?: IDataObject;
}

/**
 * The values that each type of deal implies. Microsoft's page "Create a referral" distinguishes the types by
 * whether Microsoft's help is requested and whether its sellers may see the deal. It has samples of a private and of
 * a shared deal; the partner-led one follows from the text.
 */
const DEAL_TYPES = {
	coSell: {
		type: 'Shared',
		isShown: true,
		inviteContext: { assistanceRequestCode: 'GeneralOrOther' },
	},
	partnerLed: { type: 'Independent', isShown: true },
	private: { type: 'Independent', isShown: false },
} satisfies Record<string, DealType>;

export type DealTypeName = keyof typeof DEAL_TYPES;

/** A new referral, and how its deal is shared with Microsoft, if it is. */
export interface NewReferral {
	body: IDataObject;
	sharing?: Sharing;
}

/**
 * A new referral: what the deal type implies, overridden by the given values. A co-sell deal consists of two: first the
 * partner's own, which names the solutions, then the one for Microsoft, which asks for help ("Create a referral").
 *
 * @throws {ParameterError} if the values contradict the deal type, or something that is required is missing
 */
export function newReferral(dealType: DealTypeName, given: IDataObject): NewReferral {
	const { type, isShown, inviteContext }: DealType = DEAL_TYPES[dealType];
	const help = given.inviteContext as IDataObject | undefined;
	if (help && !inviteContext) rejectHelp(help);
	const { inviteContext: invitation, ...body } = {
		qualification: 'SalesQualified',
		type,
		...given,
		consent: consentIn(given, isShown),
		...(inviteContext && { inviteContext: { ...inviteContext, ...help } }),
	} as IDataObject;
	requireValid({ ...body, inviteContext: invitation }, FIELD_RULES);
	if (!inviteContext)
		return { body: { ...body, ...(invitation && { inviteContext: invitation }) } };
	return {
		body: { ...body, target: targetsOf(body) },
		sharing: sharing(invitation as IDataObject),
	};
}

/** "Unknown" asks for nothing. */
function rejectHelp({ assistanceRequestCode: code, notes }: IDataObject): void {
	if (notes === undefined && !asksForHelp(code)) return;
	const parameter = notes === undefined ? 'Assistance Request' : 'Invite Notes';
	throw new ParameterError(
		parameter,
		`"${parameter}" must be left out, unless the "Deal Type" is Co-Sell`,
		'It asks Microsoft for help, which no other type of deal does.',
	);
}

function asksForHelp(code: unknown): boolean {
	return isGiven(code) && code !== 'Unknown';
}

/** The names are the service's own, including "ToTo" ("Referral resources", Consent). */
function consentIn(given: IDataObject, isShown: boolean): IDataObject {
	return {
		consentToToShareInfoWithOthers: false,
		consentToContact: false,
		consentToShareReferralWithMicrosoftSellers: isShown,
		...(given.consent as IDataObject),
	};
}

/** The partner's own referral of a shared deal names each solution as a target ("Create a referral"). */
function targetsOf({ details }: Body): IDataObject[] {
	const solutions = details?.requirements?.solutions as IDataObject[];
	return solutions.map(({ id }) => ({ type: 'SolutionProfile', id }));
}

/** The members that the rules check. A user may have written any value there. */
interface Body {
	type?: unknown;
	consent?: IDataObject;
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
	/** What to do about it, if there is more to say than that it is required. */
	hint?: string;
}

/** What the API requires of every new referral ("Create a referral"). */
const RULES: Rule[] = [
	{
		parameter: 'Deal Type',
		path: 'type',
		mustBe: 'Independent or Shared',
		isMet: ({ type }) => type === 'Independent' || type === 'Shared',
	},
	{
		parameter: 'Customer Name',
		path: 'customerProfile',
		mustBe: 'an object that describes the customer',
		isMet: ({ customerProfile }) => isJsonObject(customerProfile),
	},
	{
		parameter: 'Consent to Share',
		path: 'consent',
		mustBe: 'an object that says what the customer consents to',
		isMet: ({ consent }) => isJsonObject(consent),
	},
	{
		parameter: 'Additional Fields',
		path: 'details',
		mustBe: 'an object that describes the deal',
		isMet: ({ details }) => isJsonObject(details),
	},
];

/** What Partner Center requires in addition ("Manage co-sell opportunities", "Troubleshoot co-sell connectors"). */
const FIELD_RULES: Rule[] = [
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
			!asksForHelp(inviteContext?.assistanceRequestCode) ||
			areSome(customerProfile?.team, 'email', emailAddress),
	},
	{
		parameter: 'Consent to Share',
		path: 'consent.consentToToShareInfoWithOthers',
		mustBe: "on for a deal that Microsoft's sellers see",
		isMet: ({ consent }) =>
			consent?.consentToShareReferralWithMicrosoftSellers !== true ||
			consent.consentToToShareInfoWithOthers === true,
		hint: 'Turn it on if the customer has agreed. Otherwise, choose the "Deal Type" Private.',
	},
];

/**
 * Names what is missing in a body that the user wrote, before it is sent.
 *
 * @throws {ParameterError}
 */
export function requireDocumented(body: IDataObject, parameter: string): void {
	const broken = brokenRule(body, RULES);
	if (broken) throw rejection(parameter, `"${parameter}": ${broken.path}`, broken);
}

/** The same for a body that was built from fields. */
function requireValid(body: IDataObject, rules: Rule[]): void {
	const broken = brokenRule(body, rules);
	if (broken) throw rejection(broken.parameter, `"${broken.parameter}"`, broken);
}

function brokenRule(body: IDataObject, rules: Rule[]): Rule | undefined {
	return rules.find(({ isMet }) => !isMet(body as Body));
}

function rejection(parameter: string, subject: string, { mustBe, hint }: Rule): ParameterError {
	return new ParameterError(
		parameter,
		`${subject} must be ${mustBe}`,
		hint ?? 'Partner Center requires it of every new referral of this kind.',
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
