import { sentence } from './errors/plainText';
import { explanationOf } from './explanation';
import type { FailedRequest } from './explanation';
import type { Attempts, Failure } from './failure';

/** A failure as a person reads it; absent members are undefined. */
export interface Description {
	/** The service's reason and what happened, then status and code. */
	message: string;
	/** What to do, then what is known in addition, then the request ID. */
	description: string;
	/** The parameter whose value is not acceptable. */
	parameter?: string;
	statusCode?: number;
	/** The service's own code, or Node's if the connection broke. */
	code?: string;
	requestId?: string;
}

/** A request that failed, for its description. */
export interface DescribedRequest extends FailedRequest {
	/** Whether it only reads what a change or a creation depends on. */
	isBeforeWrite?: boolean;
}

const MAX_REASON_LENGTH = 250;

/**
 * What the service says and what happened, what to do next, how often the request was sent, and its IDs.
 *
 * @param explain explains what a failure means
 */
export function describe(
	failure: Failure,
	request: DescribedRequest,
	explain = explanationOf,
): Description {
	const { status, codes, text, target, requestId, connection, attempts, created } = failure;
	const { happened = text || 'The request did not succeed', hint } =
		explain(failure, request) ?? {};
	const isReason = isAnswer(failure) || failure.problem === 'reconnect';
	const reason = isReason ? shortened(text) : '';
	const code = codes.at(-1) ?? connection;
	const answer = [status, code].filter((part) => part !== undefined).join(' ');
	const sentences = [
		failure.problem === 'signIn' && text && `Microsoft Entra says: "${text}"`,
		isReason && reason !== text && `The full reason is: "${text}"`,
		target && `The reason is about the field "${target}".`,
		hint,
		created && afterCreation(created),
		request.isBeforeWrite && !created && 'Nothing was changed.',
		...(attempts ? attemptNotes(failure, attempts, request) : []),
		requestId && `Request ID: ${requestId}.`,
	];
	return {
		message: [sentence(reason), happened, answer && `(${answer})`].filter(Boolean).join(' '),
		description: sentences.filter(Boolean).join(' '),
		statusCode: status,
		code,
		requestId,
	};
}

/** Whether the text is the API's own. */
function isAnswer({ status, problem }: Failure): boolean {
	return status !== undefined && problem !== 'signIn';
}

function shortened(text: string): string {
	return text.length > MAX_REASON_LENGTH ? `${text.slice(0, MAX_REASON_LENGTH).trimEnd()}…` : text;
}

/** What is done, and how to finish the rest. */
function afterCreation({ id, next }: NonNullable<Failure['created']>): string {
	const created = `${id === undefined ? 'The referral' : `The referral ${id}`} was created`;
	return {
		change: `${created}, but the change that followed failed.`,
		sharing: `${created}. To share it with Microsoft, use the operation "Share With Microsoft" with its ID.`,
	}[next];
}

/** How often the request was sent, and what is known of a change that may have been made. */
function attemptNotes(
	{ problem, created }: Failure,
	{ count, duration, requestedWait, mayBeExecuted, isNotShown }: Attempts,
	{ method }: FailedRequest,
): string[] {
	const notes: Array<[boolean, string]> = [
		[
			requestedWait !== undefined,
			`The service requested a wait of ${inSeconds(requestedWait ?? 0)}, but the node waits 120 s at most.`,
		],
		[method === 'POST' && !mayBeExecuted && !created, 'Nothing was created.'],
		[method === 'PATCH' && !mayBeExecuted && !created, 'Nothing was changed.'],
		[isNotShown === true, 'The referral did not contain the change when it was last read.'],
		[
			method === 'PATCH' && mayBeExecuted && !isNotShown && problem !== 'unclear',
			'The change may have been made. Read the referral before you send the change again.',
		],
		[count > 1, `The request was sent ${count} times over ${inSeconds(duration)}.`],
	];
	return notes.filter(([applies]) => applies).map(([, note]) => note);
}

function inSeconds(milliseconds: number): string {
	return `${Number((milliseconds / 1000).toFixed(1))} s`;
}
