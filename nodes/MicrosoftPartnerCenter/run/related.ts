import { referralIn } from '../../shared/api/answer';
import type { Item } from './item';
import type { Run } from './run';
import { listReader } from './send/list';
import type { Outcome } from './send/outcome';

/** The outcome of reading a referral, with the other referrals of its engagement. */
export async function withRelated(item: Item, run: Run, outcome: Outcome): Promise<Outcome> {
	if (outcome.kind !== 'answer') return outcome;
	const { id, engagementId } = referralIn(outcome)!;
	if (typeof engagementId !== 'string' || engagementId === '') return { ...outcome, related: [] };
	const referrals = await run.engagements.find(engagementId, listReader(item, run));
	if (!Array.isArray(referrals)) {
		return referrals.kind === 'failure' ? { kind: 'relatedUnread', failure: referrals } : referrals;
	}
	const own = id!.toLowerCase();
	return { ...outcome, related: referrals.filter((one) => one.id!.toLowerCase() !== own) };
}
