import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Shape } from '../../shared/referral/outputFormats';
import type { PatchDocument } from '../jsonPatch/patchDocument';

/** What the checks have found out about a request, beside what it says. */
export interface Plan {
	/** The referral that it is for, where it is for a certain one. */
	referralId?: string;
	/** Why it must not be sent. */
	refusal?: Error;
	/** How the referral that answers it is given out; none where it asks for none. */
	shape?: Shape;
	/** Whether to give out the request instead of sending it. */
	preview?: boolean;
	/** Whether a change that the user gave no eTag for is to be guarded by that of a reading before it. */
	guarded?: boolean;
	/** Whether the referral, read before it is changed, makes the change needless. */
	needless?: (referral: IDataObject) => boolean;
	/**
	 * What the document of a change becomes, given the referral as it was read.
	 *
	 * @throws {Refusal} when it does not suit that referral
	 */
	fit?: (document: PatchDocument, referral: IDataObject) => PatchDocument;
	/** How much of a list is wanted, where it reads one. */
	listing?: Listing;
}

export interface Listing {
	/** How many referrals to give out at most. */
	limit: number;
	/** Which of those that come are wanted; all, by default. */
	isWanted?: (referral: IDataObject) => boolean;
	/** In a sorted list, the referrals from which on nothing more is wanted, themselves included. */
	isPast?: (referral: IDataObject) => boolean;
	/** The query to ask with where the service does not accept the request's own. */
	otherwise?: IDataObject;
}

/** Hangs on the request itself, so that nothing is left when the request is gone. */
const plans = new WeakMap<IHttpRequestOptions, Plan>();

export function planOf(request: IHttpRequestOptions): Plan {
	let plan = plans.get(request);
	if (plan === undefined) plans.set(request, (plan = {}));
	return plan;
}
