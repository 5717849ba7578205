import type { IDataObject } from 'n8n-workflow';

import { eTagOf, headerOf, referralIn, referralsIn, requestIdOf } from '../../shared/api/answer';
import type { Answer } from '../../shared/api/answer';
import { simplified } from '../../shared/referral/outputFormats';
import { accepted } from '../../shared/values/reader';
import { referralId as readReferralId } from '../../shared/values/referralId';
import type { RequestPlan } from '../routing/requestPlan';
import type { Preview, Unchanged } from './send/outcome';

/**
 * The JSON of an item's output: the referral or the referrals in the selected format or, if none was requested
 * or returned, a receipt.
 */
export function outputItems(
	{ outputFormat, referralId, listing }: RequestPlan,
	outcome: Answer | Preview | Unchanged,
): IDataObject[] {
	switch (outcome.kind) {
		case 'preview':
			return [outcome.request];
		case 'unchanged':
			return [(outputFormat ?? simplified)(outcome.referral)];
		case 'answer': {
			if (listing && outputFormat) return referralsIn(outcome)!.map(outputFormat);
			const referral = referralIn(outcome);
			return [outputFormat && referral ? outputFormat(referral) : receipt(referralId, outcome)];
		}
	}
}

/** What the headers of the response contain; the rest is omitted. */
function receipt(referralId: string | undefined, answer: Answer): IDataObject {
	// The address of a new referral ends in its ID.
	const id = referralId ?? accepted(readReferralId, headerOf(answer.headers, 'location'));
	const requestId = requestIdOf(answer.headers);
	const eTag = eTagOf(answer);
	return {
		...(id && { id }),
		success: true,
		...(requestId && { requestId }),
		...(eTag && { eTag }),
	};
}
