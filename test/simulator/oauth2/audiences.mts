/** Whom a token is for: its resource in Microsoft Entra. */
export const AUDIENCES = {
	referrals: 'https://api.partner.microsoft.com',
	webhooks: 'https://api.partnercenter.microsoft.com',
};

export type Audience = keyof typeof AUDIENCES;

/** What a client requests at the sign-in to get tokens for the audience. */
export function scopeFor(audience: Audience): string {
	return `openid offline_access ${AUDIENCES[audience]}/.default`;
}
