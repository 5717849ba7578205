import { explanationOf } from './explanation';
import type { FailedRequest } from './explanation';
import type { Attempts, Failure } from './failure';

/** A failure as a person reads it; absent members are undefined. */
export interface Description {
	message: string;
	description: string;
	/** The parameter whose value is not acceptable. */
	parameter?: string;
	statusCode?: number;
	/** The service's own code, or Node's if the connection broke. */
	code?: string;
	requestId?: string;
}

/**
 * What happened, what the service says, how often the request was sent, and what to do next.
 *
 * @param explain explains what a failure means
 */
export function describe(
	failure: Failure,
	request: FailedRequest,
	explain = explanationOf,
): Description {
	const { status, codes, text, target, requestId, connection, attempts } = failure;
	const explanation = explain(failure, request);
	const code = codes.at(-1) ?? connection;
	const answer = [status, code].filter((part) => part !== undefined).join(' ');
	const happened = explanation?.happened ?? text;
	const sentences = [
		status !== undefined && text && `The service says: "${text}"${/[.!?]$/.test(text) ? '' : '.'}`,
		target && `It names the field "${target}".`,
		requestId && `Its request ID is ${requestId}.`,
		...(attempts ? attemptNotes(failure, attempts, request) : []),
		explanation?.hint,
	];
	return {
		message: answer === '' ? happened : `${happened} (${answer})`,
		description: sentences.filter(Boolean).join(' '),
		statusCode: status,
		code,
		requestId,
	};
}

/** How often the request was sent, and what is known of a change that may have been made. */
function attemptNotes(
	{ problem }: Failure,
	{ count, duration, requestedWait, mayBeExecuted, isNotShown }: Attempts,
	{ method }: FailedRequest,
): string[] {
	const notes: Array<[boolean, string]> = [
		[count > 1, `It was sent ${count} times over ${inSeconds(duration)}.`],
		[
			requestedWait !== undefined,
			`The service asks to wait ${inSeconds(requestedWait ?? 0)}, and this node waits 120 s at most.`,
		],
		[method === 'POST' && !mayBeExecuted, 'Nothing was created.'],
		[method === 'PATCH' && !mayBeExecuted, 'Nothing was changed.'],
		[isNotShown === true, 'When the referral was last read, the change was not in it.'],
		[
			method === 'PATCH' && mayBeExecuted && !isNotShown && problem !== 'unclear',
			'The change may have been made all the same: read the referral before you send it again.',
		],
	];
	return notes.filter(([applies]) => applies).map(([, note]) => note);
}

function inSeconds(milliseconds: number): string {
	return `${Number((milliseconds / 1000).toFixed(1))} s`;
}
