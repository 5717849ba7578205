import { NodeApiError } from 'n8n-workflow';
import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Refusal } from '../checks/refusal';
import { explanationOf } from './explanation';
import type { Request } from './explanation';
import type { Failure } from './failure';

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
export function refusedItem(context: IExecutePaginationFunctions, refusal: Error): ItemError {
	const { parameter, howToGoOn = '' } = refusal as Partial<Refusal>;
	return itemError(context, refusal.message, {
		description: `Nothing was sent. ${howToGoOn}`.trim(),
		parameter,
	});
}

/** For an item whose request did not succeed. */
export function failedItem(
	context: IExecutePaginationFunctions,
	request: Request,
	{ status, codes, text, target, requestId, connection }: Failure,
): ItemError {
	const explanation = explanationOf({ status, codes, connection }, request);
	const code = codes.at(-1) ?? connection;
	const answer = [status, code].filter((part) => part !== undefined).join(' ');
	const happened = explanation?.happened ?? text;
	const sentences = [
		explanation && text && `The service says: "${text}"`,
		target && `It names the field "${target}".`,
		requestId && `Its request ID is ${requestId}.`,
		explanation?.howToGoOn,
	];
	return itemError(context, answer === '' ? happened : `${happened} (${answer})`, {
		description: sentences.filter(Boolean).join(' '),
		statusCode: status,
		code,
		requestId,
	});
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
function itemError(
	context: IExecutePaginationFunctions,
	message: string,
	details: Details,
): ItemError {
	const itemIndex = context.getItemIndex();
	const { description, statusCode } = details;
	const httpCode = statusCode === undefined ? undefined : String(statusCode);
	const error = new NodeApiError(context.getNode(), { message }, { itemIndex, httpCode });
	error.message = `${message} [item ${itemIndex}]`;
	error.description = description;
	const given = Object.entries(details).filter(([, value]) => value !== undefined && value !== '');
	return { error, details: Object.fromEntries(given) as unknown as Details };
}
