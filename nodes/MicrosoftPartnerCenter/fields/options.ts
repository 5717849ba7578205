import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { readCollection, sourceOf } from '../../shared/parameters/read';
import { boolean } from '../../shared/values/boolean';
import { readEach } from '../../shared/values/readEach';
import type { Reader } from '../../shared/values/reader';
import { wholeNumber } from '../../shared/values/wholeNumber';
import { collection, reads } from '../routing/field';
import { readsOneOf } from '../routing/oneOf';
import type { Field } from '../routing/field';

const OPTIONS = 'options';

const maxConcurrentRequests: INodeProperties = {
	displayName: 'Max Concurrent Requests',
	name: 'maxConcurrentRequests',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description:
		'The highest number of concurrent requests. A run starts with 5 and adapts to the service.',
};

const maxRetries: INodeProperties = {
	displayName: 'Max Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 5,
	description:
		'How many times a request is sent again if Partner Center is busy or its response was lost. If the outcome of a change is unknown, the node reads the referral first and sends only what is missing. 0 turns this off.',
};

const preview: INodeProperties = {
	displayName: 'Preview',
	name: 'preview',
	type: 'boolean',
	default: true,
	description:
		'Whether to output the request that would be sent, instead of sending it. The output contains neither the token nor the headers that differ for each request.',
};

const includeRelated: INodeProperties = {
	displayName: 'Include Related',
	name: 'includeRelated',
	type: 'boolean',
	default: true,
	description:
		'Whether to also read the other referrals of the same engagement. The output contains them in the field "related", in the same format, newest first.',
};

const onlyChanges: INodeProperties = {
	displayName: 'Only Send Changes',
	name: 'onlyChanges',
	type: 'boolean',
	default: true,
	description:
		'Whether to read the referral first and to send only the values that differ. If nothing differs, nothing is sent. The output contains outcome (updated or unchanged) and changedFields.',
};

const optionsOf = (fields: Field[]) =>
	collection({ displayName: 'Options', name: OPTIONS, placeholder: 'Add Option' }, fields);

const runOptions: Field[] = [{ property: maxConcurrentRequests }, { property: maxRetries }];

export const listOptions = optionsOf(runOptions);

/** For reading one referral. */
export const readOptions = optionsOf([
	reads(includeRelated, boolean, (value, plan) => {
		plan.includesRelated = value;
	}),
	...runOptions,
]);

/** These apply to an item, not to a run: an agent may preview one change and make another. */
const previewOption = reads(preview, boolean, (value, plan) => {
	plan.preview = value;
});

const onlyChangesOption = reads(onlyChanges, boolean, (value, plan) => {
	plan.onlyChanges = value;
});

export const writeOptions = optionsOf([...runOptions, previewOption]);

/** For changes that can be compared with the referral. */
export const changeOptions = optionsOf([...runOptions, onlyChangesOption, previewOption]);

export const upsertOptions = optionsOf([
	readsOneOf(
		{ fail: 'Fail the Item', skip: 'Skip the Item' },
		{
			displayName: 'If Closed',
			name: 'ifClosed',
			default: 'fail',
			description:
				'What to do with an item if its referral is closed but differs from "Fields". A closed referral can no longer be changed.',
		},
		(word, plan) => {
			plan.ifClosed = word as 'fail' | 'skip';
		},
	),
	...runOptions,
	previewOption,
]);

/** The options of a run, and the error if they are not acceptable. */
export interface RunOptions {
	maxConcurrentRequests: number;
	maxRetries: number;
	error?: Error;
}

/** Reads the options of this item. A run uses those of its first item. */
export function readRunOptions(context: IExecuteSingleFunctions): RunOptions {
	const given = readCollection(context, OPTIONS);
	const valueOf = (property: INodeProperties, reader: Reader<number>) =>
		property.name in given
			? reader(given[property.name], sourceOf(context, property))
			: (property.default as number);
	try {
		const [requests, retries] = readEach(
			[
				[maxConcurrentRequests, wholeNumber(1)],
				[maxRetries, wholeNumber(0)],
			] as const,
			([property, reader]) => valueOf(property, reader),
		);
		return { maxConcurrentRequests: requests, maxRetries: retries };
	} catch (error) {
		return { maxConcurrentRequests: 1, maxRetries: 0, error: error as Error };
	}
}
