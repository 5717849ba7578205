/** A lead or co-sell opportunity, as "Referral resources" of the Referrals API describes it. */
export interface Referral {
	id: string;
	engagementId: string;
	organizationId: string;
	organizationName: string;
	mpnId: string | null;
	name: string | null;
	externalReferenceId: string | null;
	createdDateTime: string;
	updatedDateTime: string;
	expirationDateTime: string | null;
	acceptedDateTime: string | null;
	closedDateTime: string | null;
	status: string;
	substatus: string;
	statusReason: string | null;
	qualification: string;
	type: string;
	/** The entity tag, with the quotes that belong to it. */
	eTag: string;
	direction: string;
	campaignId: string | null;
	referralProgram: string | null;
	salesStage: string | null;
	favorite: boolean;
	quality: string;
	isSpam: boolean;
	tags: { tag: string }[];
	registrationStatus: string;
	referralSource: string | null;
	callToAction: string | null;
	customerProfile: CustomerProfile;
	consent: Consent;
	details: Details;
	team: Member[];
	target: { type: string; id: string }[];
	inviteContext: InviteContext | null;
	trackingInfo: { microsoftMsxId: string | null } | null;
	registrations: Registration[];
	links: Links;
}

export interface Member {
	email: string;
	firstName?: string | null;
	lastName?: string | null;
	phoneNumber?: string | null;
	title?: string | null;
	contactPreference?: { locale?: string | null; disableNotifications?: boolean } | null;
}

export interface CustomerProfile {
	name: string | null;
	size: string | null;
	address: Address | null;
	team: Member[];
	ids: { profileType?: string; id?: string }[];
}

export interface Address {
	addressLine1?: string | null;
	addressLine2?: string | null;
	city?: string | null;
	state?: string | null;
	postalCode?: string | null;
	region?: string | null;
	/** ISO 3166, two letters. */
	country: string;
}

/** "ToTo" is the API's own spelling. */
export interface Consent {
	consentToToShareInfoWithOthers: boolean;
	consentToContact: boolean;
	consentToShareReferralWithMicrosoftSellers: boolean;
	consentToMicrosoftToContactSpecificPartners?: boolean;
}

export interface Details {
	notes: string | null;
	dealValue: number | null;
	/** ISO 4217. */
	currency: string | null;
	closingDateTime: string | null;
	customerAction?: string | null;
	customerRequestedContact?: boolean | null;
	requirements: Requirements;
}

export interface Requirements {
	industries: { id: string }[];
	products: { id: string }[];
	services: { id: string }[];
	solutions: Solution[];
	offers: unknown[];
	additionalRequirements: unknown;
}

export interface Solution {
	id: string;
	name?: string | null;
	type?: string | null;
	price?: number | null;
	quantity?: number | null;
	currency?: string | null;
	publisherName?: string | null;
	solutionType?: string | null;
	closingDateTime?: string | null;
}

export interface InviteContext {
	notes: string | null;
	invitedBy: { organizationId: string; organizationName: string } | null;
	assistanceRequestCode: string | null;
}

export interface Registration {
	id: string;
	type: string | null;
	registrationDateTime: string;
	status: string;
	statusReason: string | null;
	contract: Contract;
	solutionDetails: SolutionDetail[];
	statusHistory: Record<string, string | null>;
}

export interface Contract {
	value: number | null;
	currency: string | null;
	startDateTime: string | null;
	endDateTime: string | null;
	signDateTime: string | null;
	term: string | null;
}

export interface SolutionDetail {
	id: string | null;
	name: string | null;
	value: number | null;
	currency: string | null;
	isDeployedOnAzure: boolean | null;
	primaryDeploymentOn: string | null;
	pricingModel: string | null;
	marketplaceTransactionDetails: {
		isMarketplaceTransacted: boolean | null;
		marketplaceTransactionDateTime: string | null;
	};
}

export interface Links {
	relatedReferrals: { uri: string; method: string };
	self: { uri: string; method: string };
}

/** Some of the fields, at every depth; a list is given whole. */
export type Sparse<Value> = Value extends readonly unknown[]
	? Value
	: Value extends object
		? { [Field in keyof Value]?: Sparse<Value[Field]> }
		: Value;

/** The fields of a referral that matter to whoever gives them; the service fills in the rest. */
export type ReferralFields = Sparse<Referral> & { id: string };
