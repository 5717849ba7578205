import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Answer } from '../../../shared/api/answer';
import type { Failure } from '../../../shared/api/failure';
import type { PageQuery } from '../../../shared/api/pages';
import type { Referral } from '../../../shared/referral/referral';
import type { PreviousState } from '../../jsonPatch/differences';
import type { PatchDocument } from '../../jsonPatch/patchDocument';
import type { RequestPlan } from '../../routing/requestPlan';
import type { Engagements } from '../lookup/engagements';
import type { Lookup } from '../lookup/lookup';
import type { Gate } from '../schedule/gate';
import type { KeyedQueue } from '../schedule/keyedQueue';
import type { RateLimit } from '../schedule/rateLimit';
import type { SentChange } from './decision';
import type { NotSent, Shared } from './outcome';

/** An item, as far as sending its request is concerned. */
export interface SendableItem {
	/** Its position among the items or calls that share a history. */
	readonly index: number;
	readonly request: IHttpRequestOptions;
	readonly plan: Readonly<RequestPlan>;
	readonly memory: SendMemory;
	/** Identifies the referral. */
	readonly referralKey: string;
	/** The eTag that the user supplied. */
	readonly userTag?: string;
	/** The document of a change, as the parameters request it. Only a PATCH has one. */
	readonly document: PatchDocument;
	/** Whether its request, one that writes, was sent in this run and may have been executed. */
	isSent: boolean;
	send(change?: SentChange): Promise<Answer | Failure>;
	/** Reads the referral that the request is to change. */
	read(): Promise<Answer | Failure>;
}

/** An item whose referral is looked up: only then is it known what to send. */
export interface LookedUpItem extends SendableItem {
	/** Makes the request one that creates a referral. */
	becomeCreation(body: IDataObject): void;
	/** Makes the request one that reads the referral with this ID. */
	becomeReading(id: string): void;
	/** Makes the request one that changes the referral with this ID. */
	becomeChange(id: string, document: PatchDocument): void;
	/** Reads a page of a list of referrals. */
	readPage(query: PageQuery): Promise<Answer | Failure>;
}

/** What is remembered of an item's request from one attempt of the node to the next. */
export interface SendMemory {
	/** The last failure after which it is unknown whether the request was executed. */
	unknown?: Failure;
	/** The change that was sent last. */
	last?: SentChange;
	/** The pointers of all operations that were sent. */
	sentPointers?: Set<string>;
	/** The referral when it was first read. */
	before?: PreviousState;
	/** The referral that the item has created. */
	created?: Referral;
	/** How the item has shared it with Microsoft. */
	shared?: Shared;
	/** Whether the service was asked about the item's referral, also together with those of other items. */
	isRead?: boolean;
	/** Whether a request that writes was sent and may have reached the service; also if the service has rejected it. */
	isWritten?: boolean;
	/** Whether it is unclear if the change was made. It must not be sent again. */
	isUnclear?: boolean;
}

/** The run of an item, as far as sending is concerned. */
export interface SendingRun {
	readonly maxRetries: number;
	readonly rateLimit: Pick<RateLimit, 'run' | 'wait' | 'isCanceled'>;
	readonly gate: Pick<Gate, 'holdsBack'>;
	readonly history: OwnChanges;
}

/** The run of an item whose referral is looked up. */
export interface LookingUpRun extends SendingRun {
	readonly queue: Pick<KeyedQueue, 'run'>;
	readonly lookup: Lookup<NotSent>;
	readonly engagements: Engagements<NotSent>;
}

/** What the run itself has changed. */
export interface OwnChanges {
	/**
	 * Records a change that was made, or may have been.
	 *
	 * @param from the eTag that guarded it
	 * @param to the eTag that it led to; undefined if no answer to the change contained it
	 */
	record(referralKey: string, itemIndex: number, from?: string, to?: string): void;
	/** Whether an item after this one has changed the referral, or may have. */
	isChangedAfter(referralKey: string, itemIndex: number): boolean;
	/**
	 * What the changes of earlier items have turned an eTag into, so that the run does not conflict with
	 * itself. An item that is tried again must not overwrite the change of a later one.
	 */
	current(referralKey: string, itemIndex: number, eTag: string): CurrentETag;
}

/** The eTag to guard a change with, and whether the run may have changed the referral after it. */
export interface CurrentETag {
	eTag: string;
	ownChangeAfter: boolean;
}
