import { NodeApiError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { REFERRALS } from '../../shared/api/address';
import { describe } from '../../shared/api/describe';
import type { DescribedRequest, Description } from '../../shared/api/describe';
import type { Failure } from '../../shared/api/failure';
import { invalidParameters } from '../../shared/api/invalidParameters';
import { canceled } from './canceledItem';
import type { Sent } from './history';
import type { Item } from './item';
import { fieldNames } from './send/fieldNames';
import type { Canceled, Invalid, RelatedUnread, Unclear } from './send/outcome';
import type { ItemState, Tally } from './tally';

type Details = Omit<Description, 'message'>;

/** The error of an item as n8n shows it, and as the error output contains it. */
export interface ItemError {
	kind: 'itemError';
	error: NodeApiError;
	details: Details;
}

/** Why an item has no output. */
export type Unfinished = Invalid | Failure | RelatedUnread | Unclear | Canceled;

/** What has become of the run and the item, when the node has ended or the item has left. */
export interface Circumstances {
	/** What was sent for any item, once the run has stopped. */
	sent: () => Sent;
	tally: Tally;
	/** Whether the node stops on errors. */
	stops: boolean;
	state: ItemState;
}

export function itemErrorOf(item: Item, unfinished: Unfinished, run: Circumstances): ItemError {
	switch (unfinished.kind) {
		case 'invalid':
			return invalidItem(item, unfinished.error, run);
		case 'failure':
			return itemError(item, describe(unfinished, failedRequest(item)));
		case 'relatedUnread':
			return relatedUnreadItem(item, unfinished.failure);
		case 'unclear':
			return unclearItem(item, unfinished);
		case 'canceled':
			return itemError(item, canceled(run.tally, run.stops ? undefined : run.state));
	}
}

/** For an item with unacceptable parameters, or parameters that do not apply to the referral. */
function invalidItem(item: Item, error: Error, run: Circumstances): ItemError {
	const { message, hint, parameter } = invalidParameters(error);
	return itemError(item, {
		message: [message, whatWasSent(item, run), otherInvalidItems(run)].filter(Boolean).join(' '),
		description: hint,
		parameter,
	});
}

/** What the message says about the item or, if the node stops and has sent nothing, about all. */
function whatWasSent({ memory }: Item, { sent, stops }: Circumstances): string {
	if (memory.created) return 'The referral was created, but the change that followed failed.';
	if (memory.unknown) return 'An earlier attempt may have been executed.';
	const isSent = memory.isRead === true || memory.isWritten === true;
	if (stops && sent().isWritten) {
		return isSent ? 'Nothing was changed for this item.' : 'Nothing was sent for this item.';
	}
	return isSent || (stops && sent().isRead) ? 'Nothing was changed.' : 'Nothing was sent.';
}

/** If the node stops, n8n shows the error of only one item. */
function otherInvalidItems({ stops, tally }: Circumstances): string {
	const others = tally.count('invalid') - 1;
	if (!stops || others < 1) return '';
	return others === 1 ? '1 other item is invalid, too.' : `${others} other items are invalid, too.`;
}

/** A request that only reads, before one that writes, changes nothing. */
function failedRequest({ request, memory, writes }: Item): DescribedRequest {
	const isBeforeWrite = writes && request.method === 'GET' && !memory.isWritten;
	return { ...request, isBeforeWrite };
}

/** For an item whose referral was read, but not the other referrals of the engagement. */
function relatedUnreadItem(item: Item, failure: Failure): ItemError {
	const { message, ...details } = describe(failure, { ...item.request, url: REFERRALS });
	return itemError(item, {
		...details,
		message: `The node read the referral, but could not read the related referrals that "Include Related" requests. ${message}`,
	});
}

/** For an item whose change may or may not have been made. */
function unclearItem(item: Item, { inDoubt, failure }: Unclear): ItemError {
	const { message, description, ...details } = describe(
		{ ...failure, problem: 'unclear' },
		item.request,
	);
	return itemError(item, {
		...details,
		message,
		description: `Fields in doubt: ${fieldNames(inDoubt)}. ${description}`,
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
