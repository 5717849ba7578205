import { NodeApiError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { REFERRALS } from '../../shared/api/address';
import { describe } from '../../shared/api/describe';
import type { Description } from '../../shared/api/describe';
import type { Failure } from '../../shared/api/failure';
import type { ParameterError } from '../../shared/values/parameterError';
import type { Item } from './item';
import type { Unclear } from './send/outcome';

type Details = Omit<Description, 'message'>;

/** The error of an item as n8n shows it, and as the error output contains it. */
export interface ItemError {
	kind: 'itemError';
	error: NodeApiError;
	details: Details;
}

/** For an item with an unacceptable parameter, or one that does not apply to the referral. */
export function invalidItem(item: Item, error: Error): ItemError {
	const { parameter, hint = '' } = error as Partial<ParameterError>;
	return itemError(item, {
		message: error.message,
		description: `${whatWasSent(item)} ${hint}`.trim(),
		parameter,
	});
}

function whatWasSent({ memory }: Item): string {
	if (memory.created) return 'The referral was created, but a change that follows failed.';
	if (memory.unknown) return 'An earlier attempt may have been executed.';
	return memory.last ? 'Nothing was changed.' : 'This item was not sent.';
}

/** For an item whose request did not succeed. */
export function failedItem(item: Item, failure: Failure): ItemError {
	return itemError(item, describe(failure, item.request));
}

/** For an item whose referral was read, but not the other referrals of the engagement. */
export function relatedUnreadItem(item: Item, failure: Failure): ItemError {
	const { message, ...details } = describe(failure, { ...item.request, url: REFERRALS });
	return itemError(item, {
		...details,
		message: `The referral was read, but the related ones that "Include Related" requests were not. ${message}`,
	});
}

/** For an item whose change may or may not have been made. */
export function unclearItem(item: Item, { inDoubt, failure }: Unclear): ItemError {
	const { message, description, ...details } = describe(
		{ ...failure, problem: 'unclear' },
		item.request,
	);
	return itemError(item, {
		...details,
		message,
		description: `In doubt: ${inDoubt.join(', ')}. ${description}`,
	});
}

/**
 * The output of a failed item: its message and details; on the error output, n8n adds the fields of the input.
 *
 * n8n recognizes a failed item by its `error`, or by json without any key other than `error`, `message` and
 * `details`, which an input may have, too. Of an item that still has an `error` after it was copied to the error
 * output, n8n would replace the json. Therefore `error` is not enumerable here, and so not copied.
 */
export function errorItem({ context }: Item, { error, details }: ItemError): INodeExecutionData {
	const item: INodeExecutionData = {
		json: { error: error.message, errorDetails: details as unknown as IDataObject },
	};
	if (context.getNode().onError !== 'continueErrorOutput') return item;
	const hidden = { value: error, enumerable: false, configurable: true, writable: true };
	return Object.defineProperty(item, 'error', hidden);
}

/**
 * The engine turns whatever else is thrown into a NodeApiError, and NodeApiError replaces messages that it
 * recognizes; so this is a NodeApiError from the start, and its texts are set last. It is made from a plain
 * object, because it would otherwise contain the HTTP client's error, and with it the token.
 */
function itemError(item: Item, { message, ...details }: Description): ItemError {
	const { context, itemIndex } = item;
	const { description, statusCode } = details;
	const httpCode = statusCode === undefined ? undefined : String(statusCode);
	const error = new NodeApiError(context.getNode(), { message }, { itemIndex, httpCode });
	error.message = `${message} [item ${itemIndex}]`;
	error.description = description;
	const present = Object.entries(details).filter(
		([, value]) => value !== undefined && value !== '',
	);
	return { kind: 'itemError', error, details: Object.fromEntries(present) as unknown as Details };
}
