import type { RequestPlan } from '../../routing/requestPlan';
import type { Effect } from './outcome';

/** Whether the referral is compared with the change before it is sent. */
export function isCompared({ skipsExistingRows, onlyChanges }: RequestPlan): boolean {
	return skipsExistingRows === true || onlyChanges === true;
}

/** What a change did, for the output, if the plan asks for it or has compared the change with the referral. */
export function effect(
	plan: RequestPlan,
	outcome: Effect['outcome'],
	pointers: Iterable<string> = [],
): { effect?: Effect } {
	return isCompared(plan) || plan.reportsOutcome
		? { effect: { outcome, changedFields: [...pointers] } }
		: {};
}
