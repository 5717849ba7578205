import { createdReferralIn } from '../../../shared/api/answer';
import type { Referral } from '../../../shared/referral/referral';
import type { Outcome } from '../send/outcome';
import { previewOfCreation } from '../send/preview';
import type { LookedUpItem, LookingUpRun } from '../send/sendable';
import { sendOnlyOnce } from './sendOnlyOnce';
import { shareCreated } from './share';

/** Creates a referral and, if it is to be shared with Microsoft, Microsoft's referral of the same deal. */
export async function create(item: LookedUpItem, run: LookingUpRun): Promise<Outcome> {
	const { memory, plan, request } = item;
	if (plan.preview) return { kind: 'preview', request: previewOfCreation(item) };
	const content = request.body as Referral;
	if (memory.created === undefined) {
		const outcome = await sendOnlyOnce(item, run);
		if (outcome.kind !== 'answer' || !plan.sharing) return outcome;
		memory.created = createdReferralIn(outcome);
	}
	const shared = await shareCreated(item, run, content);
	if (shared.kind !== 'shared') return shared;
	const { microsoftReferralId } = shared;
	const body = memory.created;
	return { kind: 'answer', statusCode: 201, headers: {}, body, effect: { microsoftReferralId } };
}
