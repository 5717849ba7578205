import type { IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import { choice } from '../../shared/values/choice';
import type { Reader } from '../../shared/values/reader';
import { reads } from './field';
import type { Field } from './field';
import type { RequestPlan } from './requestPlan';

/** A parameter that is one of a few words. @param words the label of each word */
export function oneOf(
	words: Record<string, string>,
	property: Omit<INodeProperties, 'type' | 'options'>,
): { property: INodeProperties; reader: Reader<string> } {
	const options = Object.entries(words).map(([value, name]) => ({ name, value }));
	return {
		property: { type: 'options', options, ...property },
		reader: choice<string>(words),
	};
}

/** The same; `use` receives the word. */
export function readsOneOf(
	words: Record<string, string>,
	labels: Omit<INodeProperties, 'type' | 'options'>,
	use: (word: string, plan: RequestPlan, request: IHttpRequestOptions) => void,
): Field {
	const { property, reader } = oneOf(words, labels);
	return reads(property, reader, use);
}
