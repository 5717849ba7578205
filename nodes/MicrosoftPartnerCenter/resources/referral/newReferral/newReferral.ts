import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../../../../shared/values/json';
import { ParameterError } from '../../../../shared/values/parameterError';
import { throwAll } from '../../../../shared/values/readEach';
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
 * @param dealType undefined if it is not known, because its value was rejected
 * @throws {ParameterError | ParameterErrors} if values contradict the deal type, or something that is required is missing
 */
export function newReferral(dealType: DealTypeName | undefined, given: IDataObject): NewReferral {
	const { type, isShown, inviteContext }: DealType = DEAL_TYPES[dealType ?? 'private'];
	const help = given.inviteContext as IDataObject | undefined;
	const { inviteContext: invitation, ...body } = {
		qualification: 'SalesQualified',
		type,
		...given,
		consent: consentIn(given, isShown),
		...(inviteContext && { inviteContext: { ...inviteContext, ...help } }),
	} as IDataObject;
	throwAll([
		...(help && dealType && !inviteContext ? helpErrors(help) : []),
		...brokenRules(REQUIRED, { ...body, inviteContext: invitation }).map(
			({ subject, message, hint }) => new ParameterError(subject, `"${subject}" ${message}`, hint),
		),
	]);
	return inviteContext
		? { body: { ...body, target: targetsOf(body) }, sharing: sharing(invitation as IDataObject) }
		: { body: { ...body, ...(invitation && { inviteContext: invitation }) } };
}

/** "Unknown" asks for nothing. */
function helpErrors({ assistanceRequestCode: code, notes }: IDataObject): ParameterError[] {
	return [
		...(asksForHelp(code) ? ['Assistance Request'] : []),
		...(notes === undefined ? [] : ['Invite Notes']),
	].map(
		(parameter) =>
			new ParameterError(
				parameter,
				`"${parameter}" must be left out unless the "Deal Type" is Co-Sell`,
				'Remove it, or choose the "Deal Type" Co-Sell. Only a co-sell deal asks Microsoft for help.',
			),
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
	/** The parameter, or the member of the body. */
	subject: string;
	/** What is wrong with it, after its name. */
	message: string;
	isMet: (body: Body) => boolean;
	/** What to do about it. */
	hint?: string;
}

/** What the API requires of every new referral ("Create a referral"). */
const DOCUMENTED: Rule[] = [
	{
		subject: 'type',
		message: 'must be Independent or Shared',
		isMet: ({ type }) => type === 'Independent' || type === 'Shared',
	},
	{
		subject: 'customerProfile',
		message: 'must be an object that describes the customer',
		isMet: ({ customerProfile }) => isJsonObject(customerProfile),
	},
	{
		subject: 'consent',
		message: 'must be an object that states what the customer consents to',
		isMet: ({ consent }) => isJsonObject(consent),
	},
	{
		subject: 'details',
		message: 'must be an object that describes the deal',
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
		message: 'is empty',
		isMet: ({ customerProfile }) => isGiven(customerProfile?.name),
		hint: 'Enter the name of the customer.',
	},
	{
		subject: 'Country',
		message: 'is empty',
		isMet: ({ customerProfile }) => isGiven(customerProfile?.address?.country),
		hint: "Enter the customer's country as its two-letter code, such as US or DE.",
	},
	{
		subject: 'Currency',
		message: 'is empty, but a deal value needs a currency',
		isMet: ({ details }) => !isGiven(details?.dealValue) || isGiven(details?.currency),
		hint: 'Add the currency as its three-letter code, such as USD.',
	},
	{
		subject: 'Solutions',
		message: 'is empty',
		isMet: ({ details }) => isGiven(details?.requirements?.solutions),
		hint: 'Add at least one solution with its ID.',
	},
	{
		subject: 'Customer Contacts',
		message: "is empty, but Microsoft's help needs a contact at the customer",
		isMet: ({ inviteContext, customerProfile }) =>
			!asksForHelp(inviteContext?.assistanceRequestCode) || isGiven(customerProfile?.team),
		hint: 'Add at least one contact with an email address.',
	},
	{
		subject: 'Consent to Share',
		message: "must be on for a deal that Microsoft's sellers see",
		isMet: ({ consent }) =>
			consent?.consentToShareReferralWithMicrosoftSellers !== true ||
			consent.consentToToShareInfoWithOthers === true,
		hint: 'Turn on "Consent to Share" if the customer has agreed. Otherwise, choose the "Deal Type" Private.',
	},
];

/**
 * Names what is missing in a body that the user wrote, before it is sent.
 *
 * @throws {ParameterError | ParameterErrors}
 */
export function requireDocumented(body: IDataObject, parameter: string): void {
	throwAll(
		brokenRules(DOCUMENTED, body).map(
			({ subject, message }) =>
				new ParameterError(
					parameter,
					`"${parameter}": ${subject} ${message}`,
					'Partner Center requires type, customerProfile, consent and details.',
				),
		),
	);
}

function brokenRules(rules: Rule[], body: IDataObject): Rule[] {
	return rules.filter(({ isMet }) => !isMet(body as Body));
}

/** Lists without rows are not part of the body. */
function isGiven(value: unknown): boolean {
	return (value ?? '') !== '';
}
