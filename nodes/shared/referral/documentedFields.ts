/**
 * The fields of a referral (Microsoft's page "Referral resources", and its own connector), by the object that contains
 * them. `[]` represents the index of an item in a list, and `*` whatever an undocumented object contains.
 */
const FIELDS = {
	'': 'acceptedDateTime callToAction campaignId closedDateTime createdDateTime direction eTag engagementId expirationDateTime externalReferenceId favorite id isSpam lastModifiedVia lastRunId mpnId name organizationId organizationName qualification quality referralProgram referralSource registrationStatus salesStage status statusReason substatus type updatedDateTime',
	consent:
		'consentToContact consentToShareReferralWithMicrosoftSellers consentToToShareInfoWithOthers',
	customerProfile: 'ids[].* name size',
	'customerProfile.address': 'addressLine1 addressLine2 city country postalCode region state',
	'customerProfile.team[]': 'email firstName lastName phoneNumber title',
	'customerProfile.team[].contactPreference': 'disableNotifications locale',
	details: 'closingDateTime currency customerAction customerRequestedContact dealValue notes',
	'details.requirements':
		'additionalRequirements.* industries[].id offers[].* products[].id services[].id solutions[].*',
	inviteContext: 'assistanceRequestCode notes',
	'inviteContext.invitedBy': 'organizationId organizationName',
	'links.relatedReferrals': 'method uri',
	'links.self': 'method uri',
	'registrations[]': 'id registrationDateTime status statusReason type',
	'registrations[].contract': 'currency endDateTime signDateTime startDateTime term value',
	'registrations[].solutionDetails[]':
		'currency id isDeployedOnAzure name pricingModel primaryDeploymentOn value',
	'registrations[].solutionDetails[].marketplaceTransactionDetails':
		'isMarketplaceTransacted marketplaceTransactionDateTime',
	'registrations[].statusHistory':
		'actionRequiredDateTime approvedDateTime failedDateTime passedDateTime reviewPendingDateTime',
	'tags[]': 'tag',
	'target[]': 'id type',
	'team[]': 'email firstName lastName phoneNumber title',
	'team[].contactPreference': 'disableNotifications locale',
	trackingInfo: 'microsoftMsxId',
};

/** The paths of the documented fields of a referral: of each value, not of the objects that contain the values. */
export const DOCUMENTED_FIELDS: string[] = Object.entries(FIELDS).flatMap(([object, names]) =>
	names.split(' ').map((name) => (object === '' ? name : `${object}.${name}`)),
);
