import type { Referral } from '../../../shared/referral/referral';
import { entityTag } from '../../../shared/values/entityTag';
import { accepted } from '../../../shared/values/reader';
import { isSameTag } from './decision';
import type { CurrentETag, SendableItem, SendingRun } from './sendable';

/** What the changes of the run's earlier items have turned an eTag into. */
export function currentTag(item: SendableItem, run: SendingRun, eTag: string): CurrentETag {
	return run.history.current(item.referralKey, item.index, eTag);
}

/** Whether an item after this one has changed the referral, or may have. */
export function isChangedByLaterItem(
	{ referralKey, index }: SendableItem,
	run: SendingRun,
): boolean {
	return run.history.isChangedAfter(referralKey, index);
}

/**
 * Whether only items before this one can have changed the referral since it was first read. They do so if n8n tries
 * them again together with this one.
 */
export function isOnlyChangedByEarlierItems(
	item: SendableItem,
	run: SendingRun,
	now: Referral,
): boolean {
	const first = accepted(entityTag, item.memory.before?.referral.eTag);
	return first !== undefined && isSameTag(currentTag(item, run, first).eTag, now.eTag);
}

/** Whether the change that the item conflicts with may be that of another item. */
export function mayBeOwnChange(item: SendableItem, run: SendingRun): boolean {
	if (isChangedByLaterItem(item, run)) return true;
	const guard = item.userTag ?? item.memory.last?.eTag;
	if (guard === undefined) return false;
	const current = currentTag(item, run, guard);
	// The changes of earlier items have advanced an eTag that the user supplied, but no other guard.
	return current.ownChangeAfter || (item.userTag === undefined && current.eTag !== guard);
}
