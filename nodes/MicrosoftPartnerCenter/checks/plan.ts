import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Shape } from '../output/shapes';

/** What the checks have found out about a request, beside what it says. */
export interface Plan {
	/** The referral that it is for, where it is for a certain one. */
	referralId?: string;
	/** Why it must not be sent. */
	refusal?: Error;
	/** How the referral that answers it is given out; none where it asks for none. */
	shape?: Shape;
	/** Whether the referral, read before it is changed, makes the change needless. */
	needless?: (referral: IDataObject) => boolean;
}

/** Hangs on the request itself, so that nothing is left when the request is gone. */
const plans = new WeakMap<IHttpRequestOptions, Plan>();

export function planOf(request: IHttpRequestOptions): Plan {
	let plan = plans.get(request);
	if (plan === undefined) plans.set(request, (plan = {}));
	return plan;
}
