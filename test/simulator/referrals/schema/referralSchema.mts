import type {
	Address,
	Consent,
	CustomerProfile,
	Details,
	InviteContext,
	Member,
	Referral,
	Requirements,
	Solution,
} from '../referral.mts';
import { isObject, type Schema } from './schema.mts';

type Members<Fields> = Record<keyof Fields, Schema>;

const member: Members<Member> = {
	email: 'requiredText',
	firstName: 'text',
	lastName: 'text',
	phoneNumber: 'text',
	title: 'text',
	contactPreference: {
		members: { locale: 'text', disableNotifications: 'boolean' },
		orNull: true,
	},
};

const address: Members<Address> = {
	addressLine1: 'text',
	addressLine2: 'text',
	city: 'text',
	state: 'text',
	postalCode: 'text',
	region: 'text',
	country: 'text',
};

const customerProfile: Members<CustomerProfile> = {
	name: 'text',
	size: 'text',
	address: { members: address, orNull: true },
	team: { list: { members: member } },
	ids: { list: { members: { profileType: 'text', id: 'text' } } },
};

const consent: Members<Consent> = {
	consentToToShareInfoWithOthers: 'boolean',
	consentToContact: 'boolean',
	consentToShareReferralWithMicrosoftSellers: 'boolean',
	consentToMicrosoftToContactSpecificPartners: 'boolean',
};

const solution: Members<Solution> = {
	id: 'requiredText',
	name: 'text',
	type: 'text',
	price: 'number',
	quantity: 'number',
	currency: 'currency',
	publisherName: 'text',
	solutionType: 'text',
	closingDateTime: 'dateTime',
};

const requirements: Members<Requirements> = {
	industries: { list: { members: { id: 'text' } } },
	products: { list: { members: { id: 'text' } } },
	services: { list: { members: { id: 'text' } } },
	solutions: { list: { members: solution } },
	offers: { list: 'anything' },
	additionalRequirements: 'object',
};

const details: Members<Details> = {
	notes: 'text',
	dealValue: 'decimal',
	currency: 'currency',
	closingDateTime: 'dateTime',
	customerAction: 'text',
	customerRequestedContact: 'boolean',
	requirements: { members: requirements },
};

const inviteContext: Members<InviteContext> = {
	notes: 'text',
	invitedBy: { members: { organizationId: 'text', organizationName: 'text' }, orNull: true },
	assistanceRequestCode: 'text',
};

const referral: Members<Referral> = {
	id: 'text',
	engagementId: 'text',
	organizationId: 'text',
	organizationName: 'text',
	mpnId: 'text',
	name: 'text',
	externalReferenceId: 'text',
	createdDateTime: 'dateTime',
	updatedDateTime: 'dateTime',
	expirationDateTime: 'dateTime',
	acceptedDateTime: 'dateTime',
	closedDateTime: 'dateTime',
	status: 'text',
	substatus: 'text',
	statusReason: 'text',
	qualification: 'text',
	type: 'text',
	eTag: 'text',
	direction: 'text',
	campaignId: 'text',
	referralProgram: 'text',
	salesStage: 'text',
	favorite: 'boolean',
	quality: 'text',
	isSpam: 'boolean',
	tags: { list: 'object' },
	registrationStatus: 'text',
	referralSource: 'text',
	callToAction: 'text',
	customerProfile: { members: customerProfile },
	consent: { members: consent },
	details: { members: details },
	team: { list: { members: member } },
	target: { list: { members: { type: 'text', id: 'text' } } },
	inviteContext: { members: inviteContext, orNull: true },
	trackingInfo: { members: { microsoftMsxId: 'text' }, orNull: true },
	registrations: { list: 'object' },
	links: 'object',
};

/** What the body of a POST and the value of a PATCH may hold ("Referral resources" of the Referrals API). */
export const referralSchema: Schema = { members: referral };

/** The documentation's samples send the deal value as a string, "10000"; answers hold the number. */
export function readDealValue(document: Record<string, unknown>): void {
	const { details: given } = document;
	if (isObject(given) && typeof given.dealValue === 'string') {
		given.dealValue = Number(given.dealValue);
	}
}
