import type { IDataObject } from 'n8n-workflow';

import { createdIdIn, eTagOf, referralIn, referralsIn, requestIdOf } from '../../shared/api/answer';
import type { Answer } from '../../shared/api/answer';
import type { OutputFormat } from '../../shared/referral/outputFormats';
import type { Referral } from '../../shared/referral/referral';
import type { RequestPlan } from '../routing/requestPlan';
import type { Done, Preview, Unchanged } from './send/outcome';

/**
 * The JSON of an item's output: the referral or the referrals in the selected format or, if none was requested
 * or returned, a receipt; and what the request did, if the node has compared the referral with it.
 */
export function outputItems(plan: RequestPlan, outcome: Done | Preview | Unchanged): IDataObject[] {
	const { outputFormat, listing } = plan;
	switch (outcome.kind) {
		case 'preview':
			return [outcome.request];
		case 'unchanged':
			return [
				{ ...outputOf(outcome.referral, outputFormat), ...outcome.effect, ...outcome.details },
			];
		case 'answer': {
			if (listing && outputFormat) return referralsIn(outcome)!.map(outputFormat);
			const referral = referralIn(outcome);
			const json =
				outputFormat && referral ? outputFormat(referral) : receipt(plan.referralId, outcome);
			const related = outputFormat && outcome.related?.map(outputFormat);
			const { effect, details } = outcome;
			return [{ ...json, ...effect, ...details, ...(related && { related }) }];
		}
	}
}

/** Without a format, no referral was requested. */
function outputOf(referral: Referral, outputFormat?: OutputFormat): IDataObject {
	if (outputFormat) return outputFormat(referral);
	const { id, eTag } = referral;
	return { id, success: true, ...(eTag && { eTag }) };
}

/** What the headers of the response contain; the rest is omitted. */
function receipt(referralId: string | undefined, answer: Answer): IDataObject {
	const id = referralId ?? createdIdIn(answer);
	const requestId = requestIdOf(answer.headers);
	const eTag = eTagOf(answer);
	return {
		...(id && { id }),
		success: true,
		...(requestId && { requestId }),
		...(eTag && { eTag }),
	};
}
