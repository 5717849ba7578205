import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Clause } from '../../shared/api/odata';
import type { Listing } from '../../shared/api/pages';
import type { OutputFormat } from '../../shared/referral/outputFormats';
import type { Referral } from '../../shared/referral/referral';
import type { PatchDocument } from '../jsonPatch/patchDocument';
import { PatchDraft } from '../jsonPatch/patchDraft';

/** What the parameters say about a request, in addition to the request itself. Frozen after preSend. */
export interface RequestPlan {
	/** The ID of the referral that the request is for; undefined if it isn't for one. */
	referralId?: string;
	/** Why the request must not be sent: what is wrong with each of its parameters. */
	readonly errors: Error[];
	/** How to output the referral in the answer; undefined if none was requested. */
	outputFormat?: OutputFormat;
	/** Whether to output the request instead of sending it. */
	preview?: boolean;
	/** Whether to read the referral first and to guard the change with its eTag, unless the user supplied one. */
	needsPrecondition?: boolean;
	/** Whether to omit rows that the referral already has. */
	skipsExistingRows?: boolean;
	/** Whether to omit every operation whose value the referral already has. */
	onlyChanges?: boolean;
	/**
	 * The patch document for the referral in the state that was read.
	 *
	 * @throws {ParameterError} if it doesn't apply to that referral
	 */
	resolve?: (document: PatchDocument, referral: Referral) => PatchDocument;
	/** Whether the output says what became of the referral, even if the change is not compared with it. */
	reportsOutcome?: boolean;
	/**
	 * What to output about a change that was made, in addition to the referral.
	 *
	 * @param before the referral when it was last read before the change was sent; undefined if it was not read
	 * @param after the referral after the change; undefined if it was not returned
	 */
	describeChange?: (before?: Referral, after?: Referral) => IDataObject;
	/**
	 * Checks the resolved document against the referral, before it is sent for the first time.
	 *
	 * @throws {ParameterError} if what it writes contradicts what the referral contains
	 */
	validate?: (document: PatchDocument, resolved: PatchDocument, referral: Referral) => void;
	/** The key by which the referral is looked up, together with those of the run's other items. */
	key?: ReferralKey;
	/** The body that creates the referral if the key finds none, or why it can't be created from the parameters. */
	creation?: IDataObject | Error;
	/** How to share the deal with Microsoft, after a new referral was created or an existing one was read. */
	sharing?: Sharing;
	/** What to do about a closed referral that differs; by default, the service decides. */
	ifClosed?: 'fail' | 'skip';
	/** Whether to also read the other referrals of the engagement. */
	includesRelated?: boolean;
	/** Which referrals to return, if the request reads a list. */
	listing?: Listing;
	/** The changes, if the request is a PATCH. */
	readonly patch: PatchDraft;
	/** The new referral, if the request is a POST. */
	readonly body: IDataObject;
}

/** A key of a referral, and what else is known of the referrals that are needed. */
export interface ReferralKey {
	field: 'externalReferenceId' | 'id';
	value: string;
	/** Further filters that the service applies. */
	others?: Clause;
	/** The order of the referrals, in OData. */
	order?: string;
	/** How many referrals are needed, if several have the key; by default, one. */
	needed?: number;
}

/** How a deal is shared with Microsoft: by a second referral, in the engagement of the partner's own. */
export interface Sharing {
	/** The body of the request that creates it. @param own the partner's own referral, or what it was created with */
	bodyFor: (own: Referral) => IDataObject;
}

/** Keyed by the request itself, so that a plan ends with its request. */
const plans = new WeakMap<IHttpRequestOptions, RequestPlan>();

export function planOf(request: IHttpRequestOptions): RequestPlan {
	let plan = plans.get(request);
	if (plan === undefined)
		plans.set(request, (plan = { errors: [], patch: new PatchDraft(), body: {} }));
	return plan;
}
