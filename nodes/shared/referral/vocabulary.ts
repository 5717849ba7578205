/** Words that the service uses in referrals (Microsoft's page "Referral resources"). */
export const DIRECTIONS = ['Incoming', 'Outgoing'] as const;

export const QUALIFICATIONS = ['Direct', 'MarketingQualified', 'None', 'SalesQualified'] as const;

export const STATUSES = ['Active', 'Closed', 'New', 'None'] as const;

export const SUBSTATUSES = [
	'Accepted',
	'Declined',
	'Error',
	'Expired',
	'Lost',
	'None',
	'Pending',
	'Received',
	'Won',
] as const;

export const TYPES = ['Independent', 'Shared'] as const;

/** A word such as MarketingQualified as people read it. */
export function spaced(word: string): string {
	return word.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}
