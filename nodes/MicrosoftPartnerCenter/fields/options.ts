import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { readingOf } from '../checks/check';
import type { Reader } from '../values/reader';
import { wholeNumber } from '../values/wholeNumber';

const maxConcurrentRequests: INodeProperties = {
	displayName: 'Max Concurrent Requests',
	name: 'maxConcurrentRequests',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 5,
	description:
		'How many requests may be under way at one time, those that read a referral included. Items for the same referral always go one after the other.',
};

const maxRetries: INodeProperties = {
	displayName: 'Max Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 5,
	description:
		'How often a request is sent again when the service is busy or its answer got lost. A change whose outcome is unknown is looked for first, and sent again only if it was not made. 0 turns all of this off.',
};

/** How the requests of one run are sent. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [maxConcurrentRequests, maxRetries],
};

/** The options of a run, or why they can't be used. */
export interface Options {
	maxConcurrentRequests: number;
	maxRetries: number;
	refusal?: Error;
}

/** Reads them as they are for this item; a run takes those of its first. */
export function readOptions(context: IExecuteSingleFunctions): Options {
	const given = context.getNodeParameter(options.name, {}) as Record<string, unknown>;
	const valueOf = (property: INodeProperties, reader: Reader<number>) =>
		property.name in given
			? reader(given[property.name], readingOf(context, property))
			: (property.default as number);
	try {
		return {
			maxConcurrentRequests: valueOf(maxConcurrentRequests, wholeNumber(1)),
			maxRetries: valueOf(maxRetries, wholeNumber(0)),
		};
	} catch (refusal) {
		return { maxConcurrentRequests: 1, maxRetries: 0, refusal: refusal as Error };
	}
}
