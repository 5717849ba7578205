import { randomUUID } from 'node:crypto';
import type { Referral, Registration, Sparse } from './referral.mts';
import { isObject } from './schema/schema.mts';
import { timestamp } from './timestamps.mts';

/** The documentation's own made-up partner. */
const partner = {
	organizationId: '7d23e5ca-19dc-4eaa-aac8-5e6b559f0d1d',
	organizationName: 'Contoso Company',
};

/** The fields given, and every other one as the service writes it when it is empty: null, or an empty list. */
export function completeReferral(fields: Sparse<Referral>, moment: Date): Referral {
	const created = fields.createdDateTime ?? timestamp(moment);
	const id = fields.id ?? randomUUID();
	const engagementId = fields.engagementId ?? randomUUID();
	const empty: Referral = {
		id,
		engagementId,
		...partner,
		mpnId: null,
		name: null,
		externalReferenceId: null,
		createdDateTime: created,
		updatedDateTime: created,
		expirationDateTime: null,
		acceptedDateTime: null,
		closedDateTime: null,
		status: 'Active',
		substatus: 'Accepted',
		statusReason: null,
		qualification: 'SalesQualified',
		type: 'Independent',
		eTag: newETag(),
		direction: 'Outgoing',
		campaignId: null,
		referralProgram: null,
		salesStage: null,
		favorite: false,
		quality: 'Unknown',
		isSpam: false,
		tags: [],
		registrationStatus: 'None',
		referralSource: null,
		callToAction: null,
		customerProfile: { name: null, size: null, address: null, team: [], ids: [] },
		consent: {
			consentToToShareInfoWithOthers: false,
			consentToContact: false,
			consentToShareReferralWithMicrosoftSellers: false,
		},
		details: {
			notes: null,
			dealValue: null,
			currency: null,
			closingDateTime: null,
			requirements: {
				industries: [],
				products: [],
				services: [],
				solutions: [],
				offers: [],
				additionalRequirements: null,
			},
		},
		team: [],
		target: [],
		inviteContext: null,
		trackingInfo: null,
		registrations: [],
		links: linksOf(id, engagementId),
	};
	const complete = merged(empty, fields) as Referral;
	complete.registrations = complete.registrations.map((given) =>
		completeRegistration(given, moment),
	);
	return complete;
}

/** A fresh entity tag, with the quotes that belong to it. */
export function newETag(): string {
	return `"${randomUUID()}"`;
}

function completeRegistration(given: Sparse<Registration>, moment: Date): Registration {
	const empty: Registration = {
		id: randomUUID(),
		type: null,
		registrationDateTime: timestamp(moment),
		status: 'ReviewPending',
		statusReason: null,
		contract: {
			value: null,
			currency: null,
			startDateTime: null,
			endDateTime: null,
			signDateTime: null,
			term: null,
		},
		solutionDetails: [],
		statusHistory: { reviewPendingDateTime: timestamp(moment) },
	};
	const complete = merged(empty, given) as Registration;
	complete.solutionDetails = complete.solutionDetails.map((detail) =>
		merged(emptySolutionDetail, detail),
	) as Registration['solutionDetails'];
	return complete;
}

const emptySolutionDetail = {
	id: null,
	name: null,
	value: null,
	currency: null,
	isDeployedOnAzure: null,
	primaryDeploymentOn: null,
	pricingModel: null,
	marketplaceTransactionDetails: {
		isMarketplaceTransacted: null,
		marketplaceTransactionDateTime: null,
	},
};

/** The service names its own host here, and leaves the engagement's id without the quotes that a filter needs. */
function linksOf(id: string, engagementId: string): Referral['links'] {
	const collection = 'https://api.partner.microsoft.com/v1.0/engagements/referrals';
	return {
		relatedReferrals: {
			uri: `${collection}?$filter=engagementId eq ${engagementId}`,
			method: 'GET',
		},
		self: { uri: `${collection}/${id}`, method: 'GET' },
	};
}

/** A deep copy: objects field by field, everything else from `given` where it says anything. */
function merged(empty: unknown, given: unknown): unknown {
	if (given === undefined) return copied(empty);
	if (!isObject(empty) || !isObject(given)) return copied(given);
	const names = new Set([...Object.keys(empty), ...Object.keys(given)]);
	return Object.fromEntries([...names].map((name) => [name, merged(empty[name], given[name])]));
}

/** Most are texts and numbers, for which structuredClone takes long. */
function copied(value: unknown): unknown {
	return typeof value === 'object' && value !== null ? structuredClone(value) : value;
}
