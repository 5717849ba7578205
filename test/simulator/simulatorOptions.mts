import type { RateLimit } from './rateLimit.mts';
import type { RecordedRequest } from './recorder.mts';
import type { ListBehavior } from './referrals/listReferrals.mts';
import type { Referral, ReferralFields } from './referrals/referral.mts';

export interface SimulatorOptions {
	/** By default a free one. */
	port?: number;
	/** What to begin with, by default `exampleReferrals()`. */
	referrals?: ReferralFields[];
	/** Default 3600. */
	accessTokenLifetimeSeconds?: number;
	/** The simulator's clock: timestamps, lifetimes and the rate limit; by default the real one. */
	now?: () => Date;
	/** The most referrals that one page of a list holds, default 100. */
	pageSize?: number;
	/** What lists contain, and how they can be filtered. */
	lists?: ListBehavior;
	/** By default nothing is throttled. */
	rateLimit?: RateLimit;
	/**
	 * Whether answers of the API carry these headers, by default both. The documentation's own sample of a 204 shows no
	 * ETag ("Update a lead or opportunity"); the referral in a body has its entity tag in any case.
	 */
	responseHeaders?: { requestId?: boolean; eTag?: boolean };
	/** What the service makes of a patch document before it applies it; by default, it takes it as it is. */
	accept?: (patch: unknown) => unknown;
	/** How the service represents a stored referral, except in a list; by default, as it is stored. */
	represent?: (referral: Referral) => unknown;
	/** Told of each referral that a request has written, before the request is answered. */
	onWrite?: (request: RecordedRequest, referralId: string) => void;
	/** Told of each request to the API when it was answered, or when its connection was cut. */
	onAnswer?: (request: RecordedRequest) => void;
}
