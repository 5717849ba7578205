import type { IDataObject } from 'n8n-workflow';

import { eTagOf, headerOf, referralIn, referralsIn, requestIdOf } from '../../shared/api/answer';
import type { Answer } from '../../shared/api/answer';
import { referralId as readReferralId } from '../../shared/values/referralId';
import type { Plan } from '../routing/requestPlan';

/**
 * What an item gives out: the referral or the referrals as the parameter "Output" asks for them or, where
 * none was asked for or came back, a receipt.
 */
export function givenOut(
	{ shape, referralId, listing, preview }: Plan,
	answer: Answer,
): IDataObject[] {
	if (preview) return [answer.body as IDataObject];
	if (listing && shape) return referralsIn(answer)!.map(shape);
	const referral = referralIn(answer);
	return [shape && referral ? shape(referral) : receipt(referralId, answer)];
}

/** What the response's headers give; what they do not is left out. */
function receipt(known: string | undefined, answer: Answer): IDataObject {
	const id = known ?? idIn(headerOf(answer.headers, 'location'));
	const requestId = requestIdOf(answer.headers);
	const eTag = eTagOf(answer);
	return {
		...(id && { id }),
		success: true,
		...(requestId && { requestId }),
		...(eTag && { eTag }),
	};
}

/** A new referral's address ends in its ID. */
function idIn(location: string | undefined): string | undefined {
	try {
		return readReferralId(location, { parameter: '', timezone: '' });
	} catch {
		return undefined;
	}
}
