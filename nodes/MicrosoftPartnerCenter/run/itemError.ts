import { NodeApiError } from 'n8n-workflow';
import type {
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import { explanationOf } from '../../shared/api/explanation';
import type { Course, Failure } from '../../shared/api/failure';
import type { Refusal } from '../../shared/values/parameterError';
import type { Item } from './item';

/** What a failed item gives out beside its message; absent members are left out. */
interface Details {
	description: string;
	/** The parameter that was refused. */
	parameter?: string;
	statusCode?: number;
	/** The service's own code, or Node's when the connection did not hold. */
	code?: string;
	requestId?: string;
}

/** A failure as n8n shows it, and as the error output gives it out. */
export interface ItemError {
	error: NodeApiError;
	details: Details;
}

/** For an item that a check refused. Nothing was sent. */
export function refusedItem(item: Item, refusal: Error): ItemError {
	const { parameter, howToGoOn = '' } = refusal as Partial<Refusal>;
	return itemError(item, refusal.message, {
		description: `This item was not sent. ${howToGoOn}`.trim(),
		parameter,
	});
}

/** For an item whose request did not succeed. */
export function failedItem(item: Item, failure: Failure): ItemError {
	const { message, ...details } = inWords(failure, item.request);
	return itemError(item, message, details);
}

/** A failure as a person reads it. */
export function inWords(
	failure: Failure,
	request: IHttpRequestOptions,
): Details & { message: string } {
	const { status, codes, text, target, requestId, connection, course } = failure;
	const explanation = explanationOf(failure, request);
	const code = codes.at(-1) ?? connection;
	const answer = [status, code].filter((part) => part !== undefined).join(' ');
	const happened = explanation?.happened ?? text;
	const sentences = [
		status !== undefined && text && `The service says: "${text}"${/[.!?]$/.test(text) ? '' : '.'}`,
		target && `It names the field "${target}".`,
		requestId && `Its request ID is ${requestId}.`,
		...(course ? courseOf(course, request.method) : []),
		explanation?.howToGoOn,
	];
	return {
		message: answer === '' ? happened : `${happened} (${answer})`,
		description: sentences.filter(Boolean).join(' '),
		statusCode: status,
		code,
		requestId,
	};
}

/** How it went: how often it was sent, and what is known of a change that may have been made. */
function courseOf(
	{ tries, duration, askedWait, unsettled, readBack }: Course,
	method: IHttpRequestMethods = 'GET',
): string[] {
	const notes: Array<[boolean, string]> = [
		[tries > 1, `It was sent ${tries} times over ${inSeconds(duration)}.`],
		[
			askedWait !== undefined,
			`The service asks to wait ${inSeconds(askedWait ?? 0)}, and this node waits 120 s at most.`,
		],
		[
			method !== 'GET' && !unsettled,
			method === 'POST' ? 'Nothing was created.' : 'Nothing was changed.',
		],
		[readBack === 'not there', 'When the referral was last read, the change was not in it.'],
		[
			method === 'PATCH' && unsettled && readBack === undefined,
			'The change may have been made all the same: read the referral before you send it again.',
		],
	];
	return notes.filter(([applies]) => applies).map(([, note]) => note);
}

function inSeconds(milliseconds: number): string {
	return `${Number((milliseconds / 1000).toFixed(1))} s`;
}

/**
 * An item for the error output. The core merges the input's fields into it as long as it has no
 * `error` of its own and no other members in its json.
 */
export function errorItem({ error, details }: ItemError): INodeExecutionData {
	return { json: { error: error.message, details: details as unknown as IDataObject } };
}

/**
 * The engine makes a NodeApiError of whatever else is thrown, and NodeApiError replaces messages in
 * which it recognizes something; so this is one from the start, and its words are set last. It is made
 * from a plain object, since it would keep the HTTP client's failure, and with it the token.
 */
function itemError(item: Item, message: string, details: Details): ItemError {
	const { context, index: itemIndex } = item;
	const { description, statusCode } = details;
	const httpCode = statusCode === undefined ? undefined : String(statusCode);
	const error = new NodeApiError(context.getNode(), { message }, { itemIndex, httpCode });
	error.message = `${message} [item ${itemIndex}]`;
	error.description = description;
	const given = Object.entries(details).filter(([, value]) => value !== undefined && value !== '');
	return { error, details: Object.fromEntries(given) as unknown as Details };
}
