import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../../shared/values/choice';
import type { Reader } from '../../shared/values/reader';

/** A parameter that is one of a few words, each with the name that people read, and how it is read. */
export function oneOf(
	words: Record<string, string>,
	property: Omit<INodeProperties, 'type' | 'options'>,
): { property: INodeProperties; reader: Reader<string> } {
	const options = Object.entries(words).map(([value, name]) => ({ name, value }));
	return {
		property: { type: 'options', options, ...property },
		reader: choice(Object.keys(words)),
	};
}
