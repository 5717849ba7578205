import type { IDataObject } from 'n8n-workflow';

import { MICROSOFT } from '../../../../shared/referral/microsoftReferral';
import type { Referral } from '../../../../shared/referral/referral';
import type { Sharing } from '../../../routing/requestPlan';

/** What Microsoft's referral has in common with the partner's own. The key of the CRM identifies only the latter. */
const COMMON = [
	'engagementId',
	'name',
	'qualification',
	'customerProfile',
	'consent',
	'details',
	'team',
];

/**
 * Shares a deal with Microsoft as "Create a referral" describes it: by a second referral with the same engagement
 * ID, whose target is Microsoft.
 *
 * @param inviteContext what Microsoft is asked to help with
 */
export function sharing(inviteContext: IDataObject): Sharing {
	return {
		bodyFor: (own) => ({
			...commonIn(own),
			type: 'Shared',
			target: [MICROSOFT],
			inviteContext,
		}),
	};
}

/** Microsoft's sellers see what is shared with them, whatever the partner's own referral says. */
function commonIn(own: Referral): IDataObject {
	const common = COMMON.map((name) => [name, own[name]]);
	const { consent, ...rest } = withoutNulls(Object.fromEntries(common) as IDataObject);
	const sellers = { consentToShareReferralWithMicrosoftSellers: true };
	return { ...rest, consent: { ...(consent as IDataObject), ...sellers } };
}

/** The service returns null for what a referral does not have. */
function withoutNulls(value: IDataObject): IDataObject {
	return JSON.parse(
		JSON.stringify(value, (_key, member: unknown) => member ?? undefined),
	) as IDataObject;
}
