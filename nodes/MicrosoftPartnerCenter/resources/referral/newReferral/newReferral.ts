import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../../../../shared/values/json';
import { ParameterError } from '../../../../shared/values/parameterError';
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
	requireComplete({ ...body, inviteContext: invitation });
	return inviteContext
		? { body: { ...body, target: targetsOf(body) }, sharing: sharing(invitation as IDataObject) }
		: { body: { ...body, ...(invitation && { inviteContext: invitation }) } };
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
	/** The parameter, or the dotted path in the body. */
	subject: string;
	/** Completes the sentence `"Country" must be ...`. */
	mustBe: string;
	isMet: (body: Body) => boolean;
	/** What to do about it, if there is more to say than that it is required. */
	hint?: string;
}

/** What the API requires of every new referral ("Create a referral"). */
const DOCUMENTED: Rule[] = [
	{
		subject: 'type',
		mustBe: 'Independent or Shared',
		isMet: ({ type }) => type === 'Independent' || type === 'Shared',
	},
	{
		subject: 'customerProfile',
		mustBe: 'an object that describes the customer',
		isMet: ({ customerProfile }) => isJsonObject(customerProfile),
	},
	{
		subject: 'consent',
		mustBe: 'an object that says what the customer consents to',
		isMet: ({ consent }) => isJsonObject(consent),
	},
	{
		subject: 'details',
		mustBe: 'an object that describes the deal',
		isMet: ({ details }) => isJsonObject(details),
	},
];

/**
 * What Partner Center requires in addition ("Manage co-sell opportunities", "Troubleshoot co-sell connectors"), of
 * values that have been read from parameters.
 */
const REQUIRED: Rule[] = [
	{
		subject: 'Customer Name',
		mustBe: 'a text with something in it',
		isMet: ({ customerProfile }) => isGiven(customerProfile?.name),
	},
	{
		subject: 'Country',
		mustBe: 'a country as its two-letter code (ISO 3166-1), such as US or DE',
		isMet: ({ customerProfile }) => isGiven(customerProfile?.address?.country),
	},
	{
		subject: 'Currency',
		mustBe: 'given with a deal value, as its three-letter code (ISO 4217), such as USD',
		isMet: ({ details }) => !isGiven(details?.dealValue) || isGiven(details?.currency),
	},
	{
		subject: 'Solutions',
		mustBe: 'a list of at least one solution, each with its ID',
		isMet: ({ details }) => isGiven(details?.requirements?.solutions),
	},
	{
		subject: 'Customer Contacts',
		mustBe:
			'a list of at least one person, each with an email address, if Microsoft is asked to help',
		isMet: ({ inviteContext, customerProfile }) =>
			!asksForHelp(inviteContext?.assistanceRequestCode) || isGiven(customerProfile?.team),
	},
	{
		subject: 'Consent to Share',
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
	const broken = brokenRule(DOCUMENTED, body);
	if (broken) throw rejection(parameter, `"${parameter}": ${broken.subject}`, broken);
}

/** The same for a body that was built from parameters. */
function requireComplete(body: IDataObject): void {
	const broken = brokenRule(REQUIRED, body);
	if (broken) throw rejection(broken.subject, `"${broken.subject}"`, broken);
}

function brokenRule(rules: Rule[], body: IDataObject): Rule | undefined {
	return rules.find(({ isMet }) => !isMet(body as Body));
}

function rejection(parameter: string, subject: string, { mustBe, hint }: Rule): ParameterError {
	return new ParameterError(
		parameter,
		`${subject} must be ${mustBe}`,
		hint ?? 'Partner Center requires it of every new referral of this kind.',
	);
}

/** Lists without rows are not part of the body. */
function isGiven(value: unknown): boolean {
	return (value ?? '') !== '';
}
