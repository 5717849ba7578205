import { entraErrorOf } from './errors/entraErrors';
import type { Failure } from './failure';

/**
 * What a failure says about the request:
 * - `notExecuted`: it was not executed, and may succeed if it is sent again
 * - `unknown`: it may or may not have been executed
 * - `final`: sending it again is pointless
 */
export type Verdict = 'notExecuted' | 'unknown' | 'final';

type Evidence = Pick<Failure, 'status' | 'connection' | 'systemCall' | 'problem'> &
	Partial<Pick<Failure, 'codes'>>;

/** Node's codes for a connection that could not be established this time. */
const NOT_CONNECTED = /^(?:ECONNREFUSED|EAI_AGAIN)$/;

/** Codes for a network that is unreachable, which can happen to an established connection, too. */
const UNREACHABLE = /^(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/;

/** Codes for an address or a certificate that will not work next time, either. */
const NEVER_CONNECTED =
	/^(?:ENOTFOUND|ERR_BAD_REQUEST|ERR_CANCELED|ERR_INVALID_URL|ERR_TLS_CERT_.*|CERT_.*|UNABLE_TO_.*|.*SELF_SIGNED.*)$/;

const isSignIn = ({ problem }: Evidence) => problem === 'signIn';

const isNeverConnected = ({ connection = '' }: Evidence) => NEVER_CONNECTED.test(connection);

const couldNotConnect = ({ connection = '', systemCall }: Evidence) =>
	NOT_CONNECTED.test(connection) || (UNREACHABLE.test(connection) && systemCall === 'connect');

/** Whether nothing can have reached the service, because there was no connection. */
export const isNotConnected = (failure: Evidence) =>
	couldNotConnect(failure) || isNeverConnected(failure);

/** Whether Microsoft Entra may issue a token later. n8n's OAuth2 client does not tell the status of most errors. */
const isTransientSignIn = (failure: Evidence) =>
	failure.status === 408 ||
	failure.status === 429 ||
	(failure.status ?? 0) >= 500 ||
	entraErrorOf(failure.codes ?? [])?.isTransient === true ||
	(failure.connection !== undefined && !isNeverConnected(failure));

/** The first row that applies decides. */
const VERDICTS: Array<{ when: (failure: Evidence) => boolean; verdict: Verdict }> = [
	// The API had already rejected the request with 401 when the token could not be renewed. Microsoft Entra does not
	// revoke a refresh token when it is used, so that the renewal may be repeated, too.
	{ when: (failure) => isSignIn(failure) && isTransientSignIn(failure), verdict: 'notExecuted' },
	{ when: isSignIn, verdict: 'final' },
	{ when: ({ status }) => status === 429, verdict: 'notExecuted' },
	// The service does not support what was requested, and never will.
	{ when: ({ status }) => status === 501, verdict: 'final' },
	{ when: ({ status = 0 }) => status >= 500, verdict: 'unknown' },
	// Timeouts of a gateway: the request may have been forwarded.
	{ when: ({ status }) => status === 408 || status === 499, verdict: 'unknown' },
	// A success that can't be read: something between this node and the service has answered.
	{ when: ({ status = 0 }) => status >= 200 && status < 300, verdict: 'unknown' },
	{ when: ({ status }) => status !== undefined, verdict: 'final' },
	{ when: ({ connection }) => connection === undefined, verdict: 'final' },
	{ when: couldNotConnect, verdict: 'notExecuted' },
	{ when: isNeverConnected, verdict: 'final' },
	{ when: () => true, verdict: 'unknown' },
];

export function verdictOn(failure: Evidence): Verdict {
	return VERDICTS.find(({ when }) => when(failure))!.verdict;
}

/** What to do after a failure: send the request again, read the referral to see what happened, or stop. */
export type NextStep = 'resend' | 'readBack' | 'stop';

type Method = 'GET' | 'PATCH' | 'POST';

const NEXT_STEPS: Record<Verdict, Record<Method, NextStep>> = {
	notExecuted: { GET: 'resend', PATCH: 'resend', POST: 'resend' },
	unknown: { GET: 'resend', PATCH: 'readBack', POST: 'stop' },
	final: { GET: 'stop', PATCH: 'stop', POST: 'stop' },
};

/**
 * Statuses with which the service rejects the repetition of a change that it has already made: a closed
 * referral can't be closed again, and an eTag that the change itself has replaced no longer matches.
 */
const REJECTS_REPETITION = [400, 409, 412, 422];

/** @param isRepetition whether an earlier attempt of the request may have been executed */
export function nextStep(method: string, failure: Evidence, isRepetition = false): NextStep {
	if (method === 'PATCH' && isRepetition && REJECTS_REPETITION.includes(failure.status ?? 0)) {
		return 'readBack';
	}
	return NEXT_STEPS[verdictOn(failure)][method as Method];
}

/** Whether the service asks for a pause of all requests, not of this one alone. */
export function isThrottled({ status, problem }: Evidence): boolean {
	return status === 429 && problem !== 'signIn';
}

/**
 * What a response shows about the load of the service:
 * - `normal`: it has answered the request
 * - `throttled`: there were more requests than it allows
 * - `overloaded`: there were more than it can execute
 * - `unknown`: nothing
 */
export type Load = 'normal' | 'throttled' | 'overloaded' | 'unknown';

/** The first row that applies decides. */
const LOADS: Array<{ when: (failure: Evidence) => boolean; load: Load }> = [
	{ when: isThrottled, load: 'throttled' },
	// The API's answer is not known.
	{ when: isSignIn, load: 'unknown' },
	{ when: ({ status }) => status === 503, load: 'overloaded' },
	{
		when: (failure) => failure.status !== undefined && verdictOn(failure) === 'final',
		load: 'normal',
	},
	{ when: () => true, load: 'unknown' },
];

export function loadShownByFailure(failure: Evidence): Load {
	return LOADS.find(({ when }) => when(failure))!.load;
}

/** Whether the service does not support a query, or finds the URL too long. */
export function isQueryRejected({ status = 0 }: Evidence): boolean {
	return [400, 414, 422, 431, 501].includes(status);
}

/** Whether the service has examined the content of the request and does not accept it. */
export function isRejected({ status }: Evidence): boolean {
	return status === 400 || status === 422;
}
