import type { Referral } from '../../../shared/referral/referral';
import { ParameterError } from '../../../shared/values/parameterError';
import type { PatchDocument } from '../../jsonPatch/patchDocument';
import type { RequestPlan } from '../../routing/requestPlan';
import { effect } from './effect';
import { fieldNames } from './fieldNames';
import type { Outcome } from './outcome';

/** Whether the referral can no longer be changed ("Referral resources", allowed status changes). */
export function isClosed({ status }: Referral): boolean {
	return status?.toLowerCase() === 'closed';
}

/** What to do about a closed referral that differs from what is requested. */
export function closed(plan: RequestPlan, referral: Referral, left: PatchDocument): Outcome {
	if (plan.ifClosed === 'skip') {
		return { kind: 'unchanged', referral, ...effect(plan, 'skipped') };
	}
	const error = new ParameterError(
		'Fields',
		`The referral is closed and can no longer be changed, but "Fields" has other values for ${fieldNames(left)}`,
		'Leave out records of closed deals, or set the option "If Closed" to "Skip the Item".',
	);
	return { kind: 'invalid', error };
}
