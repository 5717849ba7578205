import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../../shared/api/answer';
import type { Failure } from '../../../shared/api/failure';
import type { Referral } from '../../../shared/referral/referral';
import type { PatchDocument } from '../../jsonPatch/patchDocument';

/** What became of an item's request. */
export type Outcome =
	| Done
	| Failure
	| RelatedUnread
	| Unclear
	| Unchanged
	| Preview
	| Invalid
	| NotSent;

/** The request succeeded. */
export interface Done extends Answer {
	/** What the request did; undefined if the output doesn't say it. */
	effect?: Effect;
	/** What else to output about the change. */
	details?: IDataObject;
	/** The other referrals of the engagement; undefined if they were not requested. */
	related?: Referral[];
}

/** The referral was read, but the other referrals of its engagement could not be. */
export interface RelatedUnread {
	kind: 'relatedUnread';
	failure: Failure;
}

/** What the request did, for the output. */
export interface Effect {
	outcome?: 'created' | 'updated' | 'unchanged' | 'skipped';
	/** The pointers of the changes that were sent. */
	changedFields?: string[];
	/** The referral by which the deal is shared with Microsoft; undefined if the service has not returned its ID. */
	microsoftReferralId?: string;
}

/** The deal is shared: Microsoft's referral exists. */
export interface Shared {
	kind: 'shared';
	microsoftReferralId?: string;
	/** Whether it existed before. */
	existed: boolean;
}

/** Whether the change was made can't be told from the referral. It must not be sent again. */
export interface Unclear {
	kind: 'unclear';
	/** The operations in doubt. */
	inDoubt: PatchDocument;
	/** The last failure that left the outcome unknown. */
	failure: Failure;
}

/** Reading the referral has shown that there is nothing to send. */
export interface Unchanged {
	kind: 'unchanged';
	referral: Referral;
	effect?: Effect;
	details?: IDataObject;
}

/** The request as it would be sent. */
export interface Preview {
	kind: 'preview';
	request: IDataObject;
}

/** Reading the referral has shown that the request doesn't apply to it. Nothing was sent. */
export interface Invalid {
	kind: 'invalid';
	error: Error;
}

/** The item was held back, or the execution was canceled. */
export interface NotSent {
	kind: 'notSent';
}

/** The execution was canceled before the item was done. */
export interface Canceled {
	kind: 'canceled';
}

export const NOT_SENT: NotSent = { kind: 'notSent' };
