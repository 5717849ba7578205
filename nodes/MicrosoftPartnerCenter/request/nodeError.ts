import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Refusal } from '../checks/refusal';
import { explanationOf } from './explanation';
import type { Request } from './explanation';
import type { Failure } from './failure';

/** What a failed item gives out beside its message; absent members are left out. */
interface Details {
	description?: string;
	parameter?: string;
	statusCode?: number;
	code?: string;
	requestId?: string;
}

/** A failure as n8n shows it, and as the error output gives it out. */
export interface ItemError {
	error: NodeApiError | NodeOperationError;
	details: Details;
}

/** For an item that a check refused. Nothing was sent. */
export function refusedItem(context: IExecutePaginationFunctions, refusal: Error): ItemError {
	const { parameter, howToGoOn } = refusal as Partial<Refusal>;
	const description = `Nothing was sent. ${howToGoOn ?? ''}`.trim();
	const itemIndex = context.getItemIndex();
	const error = new NodeOperationError(context.getNode(), refusal.message, { itemIndex });
	return inTheseWords(error, refusal.message, { description, parameter }, itemIndex);
}

/** For an item whose request did not succeed. */
export function failedItem(
	context: IExecutePaginationFunctions,
	request: Request,
	failure: Failure,
): ItemError {
	const explanation = explanationOf(failure, request);
	const { status, codes, text, target, requestId, connection } = failure;
	const code = codes.at(-1) ?? connection;
	const answer = [status, code].filter((part) => part !== undefined).join(' ');
	const happened = explanation?.happened ?? text;
	const message = answer === '' ? happened : `${happened} (${answer})`;
	const description = [
		explanation && text && `The service says: "${text}"`,
		target && `It names the field "${target}".`,
		requestId && `Its request ID is ${requestId}.`,
		explanation?.howToGoOn,
	]
		.filter(Boolean)
		.join(' ');
	const itemIndex = context.getItemIndex();
	// From a plain object: NodeApiError would keep the HTTP client's failure, and with it the token.
	const error = new NodeApiError(
		context.getNode(),
		{ message, description },
		{ itemIndex, httpCode: status === undefined ? undefined : String(status) },
	);
	return inTheseWords(
		error,
		message,
		{ description, statusCode: status, code, requestId },
		itemIndex,
	);
}

/**
 * An item for the error output. The core merges the input's fields into it as long as it has no
 * `error` of its own and no other members in its json.
 */
export function errorItem({ error, details }: ItemError): INodeExecutionData {
	return { json: { error: error.message, details: details as IDataObject } };
}

/** n8n's classes replace messages in which they recognize something; these are to stay as they are. */
function inTheseWords(
	error: NodeApiError | NodeOperationError,
	message: string,
	details: Details,
	itemIndex: number,
): ItemError {
	error.message = `${message} [item ${itemIndex}]`;
	error.description = details.description;
	const given = Object.entries(details).filter(([, value]) => value !== undefined && value !== '');
	return { error, details: Object.fromEntries(given) };
}
