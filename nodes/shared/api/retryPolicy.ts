import type { IHttpRequestMethods } from 'n8n-workflow';

import type { Failure } from './failure';

/**
 * What a failure leaves known:
 * - `refused`: the request was not carried out, and may be next time
 * - `unknown`: it may or may not have been carried out
 * - `final`: sending it again leads nowhere
 */
type Verdict = 'refused' | 'unknown' | 'final';

type Outcome = Pick<Failure, 'status' | 'connection' | 'signIn'>;

/** Node's codes for a connection that did not come about this time. */
const NOT_CONNECTED = /^(?:ECONNREFUSED|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/;

/** Codes for an address or a certificate that will be no better next time. */
const NEVER_CONNECTED =
	/^(?:ENOTFOUND|ERR_BAD_REQUEST|ERR_CANCELED|ERR_INVALID_URL|ERR_TLS_CERT_.*|CERT_.*|UNABLE_TO_.*|.*SELF_SIGNED.*)$/;

/** Whether a request that comes to nothing this time may succeed next time. */
const isPassing = ({ status = 0, connection }: Outcome) =>
	status === 429 ||
	status >= 500 ||
	(connection !== undefined && !isNeverConnected({ connection }));

/** Whether the connection can't come about, now or later: the address or a certificate is wrong. */
const isNeverConnected = ({ connection = '' }: Outcome) => NEVER_CONNECTED.test(connection);

/** Whether nothing can have arrived, since there was no connection. */
export const isNotConnected = ({ connection = '' }: Outcome) =>
	NOT_CONNECTED.test(connection) || NEVER_CONNECTED.test(connection);

/** The first line that fits. */
const VERDICTS: Array<{ when: (outcome: Outcome) => boolean; verdict: Verdict }> = [
	// The API has refused the request by a 401, before the sign-in could not be renewed.
	{ when: (outcome) => outcome.signIn === true && isPassing(outcome), verdict: 'refused' },
	{ when: ({ signIn }) => signIn === true, verdict: 'final' },
	{ when: ({ status }) => status === 429, verdict: 'refused' },
	{ when: ({ status = 0 }) => status >= 500, verdict: 'unknown' },
	// A gateway's time-outs: the request may have been passed on.
	{ when: ({ status }) => status === 408 || status === 499, verdict: 'unknown' },
	// A success that is none: something on the way has answered in the service's place.
	{ when: ({ status = 0 }) => status >= 200 && status < 300, verdict: 'unknown' },
	{ when: ({ status }) => status !== undefined, verdict: 'final' },
	{ when: ({ connection }) => connection === undefined, verdict: 'final' },
	{ when: ({ connection = '' }) => NOT_CONNECTED.test(connection), verdict: 'refused' },
	{ when: isNeverConnected, verdict: 'final' },
	{ when: () => true, verdict: 'unknown' },
];

/** Whether the service asks everybody to wait, not this request alone. */
export function isThrottled({ status, signIn }: Outcome): boolean {
	return status === 429 && !signIn;
}

export function verdictOn(failure: Outcome): Verdict {
	return VERDICTS.find(({ when }) => when(failure))!.verdict;
}

/**
 * After which verdicts a request is simply sent again: a read always, a change or a new referral only
 * when it is known that it was not carried out.
 */
const REPEATED: Partial<Record<IHttpRequestMethods, Verdict[]>> = {
	GET: ['refused', 'unknown'],
	PATCH: ['refused'],
	POST: ['refused'],
};

export function isRepeated(method: IHttpRequestMethods, failure: Outcome): boolean {
	return REPEATED[method]?.includes(verdictOn(failure)) ?? false;
}

/**
 * Statuses with which a change that was made already refuses to be made a second time: a closed referral
 * can't be closed, and an eTag that the change itself has moved on doesn't match any more.
 */
const REFUSED_THE_SECOND_TIME = [400, 409, 412, 422];

/** Whether the service has looked at the change itself and does not accept it. */
export function isRejected({ status }: Outcome): boolean {
	return status === 400 || status === 422;
}

export function mayHaveLanded({ status = 0 }: Outcome): boolean {
	return REFUSED_THE_SECOND_TIME.includes(status);
}
