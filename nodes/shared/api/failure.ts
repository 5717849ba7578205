import { headerOf, requestIdOf } from './answer';
import type { Answer } from './answer';
import { bodyText, decoded, detailsIn, readBody } from './errors/errorBody';
import { bodyWithoutSecrets, cookiesIn, redact, withoutSecrets } from './redact';
import { requestedWaitOf } from './errors/retryAfter';
import { signInErrorOf } from './errors/signInError';
import type { SignInProblem } from './errors/signInError';
import { connectionCodeOf, headersOf, systemCallOf, textOf } from './errors/thrown';
import type { Cause, Thrown } from './errors/thrown';

/** A request that did not succeed. */
export interface Failure {
	kind: 'failure';
	/** The HTTP status; undefined if there was no answer. */
	status?: number;
	/** The service's own codes, from the outermost to the innermost. */
	codes: string[];
	/** The service's own words, or n8n's if there was no answer. */
	text: string;
	/** The field that the service names. */
	target?: string;
	requestId?: string;
	/** The wait that the service requests before the request is sent again, in milliseconds. */
	requestedWait?: number;
	/** Node's code if the connection broke, such as ECONNRESET. */
	connection?: string;
	/** The system call that failed, such as connect or read. */
	systemCall?: string;
	problem?: Problem;
	/** The referral that the item had created before, and what was to follow. */
	created?: { id?: string; next: 'sharing' | 'change' };
	/** How the request was attempted; undefined if it was sent once and is not part of a run. */
	attempts?: Attempts;
}

/**
 * What status and codes don't say, in addition to what is wrong with the sign-in:
 * - `missingETag`: the referral was read without the eTag that was to guard the change
 * - `endlessList`: the pages of a list bring nothing new
 * - `conflict`: another user changed what the request changes, after the referral was read
 * - `unclear`: whether a change was made can't be told from the referral
 * - `unconfirmed`: whether a referral was created is unknown, and its key does not find it
 * - `unconfirmedSharing`: the same for Microsoft's referral of a deal, and its engagement
 * - `missingEngagement`: the referral came without the ID of its engagement, which Microsoft's referral needs
 */
export type Problem =
	| SignInProblem
	| 'missingETag'
	| 'endlessList'
	| 'conflict'
	| 'unclear'
	| 'unconfirmed'
	| 'unconfirmedSharing'
	| 'missingEngagement';

/** How often and how long a request was attempted before it failed. */
export interface Attempts {
	count: number;
	/** From the first attempt to the end, in milliseconds. */
	duration: number;
	/** The wait that the service requested, in milliseconds, if it was longer than this node waits. */
	requestedWait?: number;
	/** Whether one of the attempts may have been executed. */
	mayBeExecuted: boolean;
	/** Whether another item of the run has changed the referral, or may have, after the eTag was read. */
	ownChangeAfter: boolean;
	/** Whether the referral, read after the last attempt, doesn't show the change. */
	isNotShown?: boolean;
}

/**
 * The failure that an error of n8n's HTTP functions describes.
 *
 * @param secrets the token that the request was sent with, and others that are removed from every text
 */
export function failureOf(thrown: unknown, secrets: string[] = []): Failure {
	const { message, cause = {} } = thrown as Thrown;
	const { response } = cause;
	const headers = response ? headersOf(response) : {};
	const known = [...secrets, ...cookiesIn(headers)];
	const body = bodyIn(cause, secrets);
	const signInError = signInErrorOf(thrown as Thrown, body);
	if (signInError) return redacted({ kind: 'failure', ...signInError }, known);
	if (response === undefined) {
		const connection = connectionCodeOf(cause);
		const systemCall = systemCallOf(cause);
		return redacted(
			{ kind: 'failure', codes: [], text: textOf(message), connection, systemCall },
			known,
		);
	}

	const { status } = response;
	const challenge = headerOf(headers, 'www-authenticate') ?? '';
	const { codes, text, target } = detailsIn(body);
	const failure: Failure = {
		kind: 'failure',
		status,
		codes: asksForMfa(status, codes, `${bodyText(body)} ${challenge}`)
			? [...codes.filter((code) => code !== MFA_REQUIRED), MFA_REQUIRED]
			: codes,
		text: text || (/error_description="([^"]*)"/i.exec(challenge)?.[1] ?? ''),
		target,
		requestId: requestIdOf(withoutSecrets(headers, secrets)),
		requestedWait: requestedWaitOf(headers, bodyText(body)),
	};
	return redacted(failure, known);
}

/** JSON is read first, since a secret may resemble its syntax. Reading any other text may change how a secret looks. */
function bodyIn({ body, response }: Cause, secrets: string[]): unknown {
	const received = decoded(body ?? response?.data);
	const read = readBody(received);
	return typeof read === 'object'
		? bodyWithoutSecrets(read, secrets)
		: readBody(bodyWithoutSecrets(received, secrets));
}

/** A failure that the service has not reported. */
export const UNREPORTED: Failure = { kind: 'failure', codes: [], text: '' };

/** A success whose content is not what the request asked for. */
export function unreadable({ statusCode, headers }: Answer): Failure {
	const requestId = requestIdOf(headers);
	return { kind: 'failure', status: statusCode, codes: [], text: '', requestId };
}

/** A list whose pages bring nothing new. */
export function endlessList(page: Answer): Failure {
	return { ...unreadable(page), problem: 'endlessList' };
}

/** An exception that this package doesn't handle. The item must not lose its fields because of it. */
export function unexpected(thrown: unknown): Failure {
	const text = `Something unexpected happened: ${redact(String(thrown))}`;
	return { kind: 'failure', codes: [], text };
}

/** Partner Center's code for a sign-in without MFA ("CSP technical changes, FY26 Q4"). */
export const MFA_REQUIRED = '900421';

const MAX_CODE_LENGTH = 60;

function redacted(failure: Failure, secrets: string[]): Failure {
	const { codes, text, target } = failure;
	return {
		...failure,
		codes: codes.map((code) => redact(code, secrets).slice(0, MAX_CODE_LENGTH)),
		text: redact(text, secrets),
		target: target && redact(target, secrets),
	};
}

/** Where access is denied, the code may be anywhere in the answer. Elsewhere, such a number is a value. */
function asksForMfa(status: number, codes: string[], answer: string): boolean {
	if (codes.includes(MFA_REQUIRED)) return true;
	return [401, 403].includes(status) && MFA_CODE.test(answer);
}

const MFA_CODE = new RegExp(`(?<![a-z\\d])${MFA_REQUIRED}(?![a-z\\d])`, 'i');
