import type { INodeProperties } from 'n8n-workflow';

import { text } from '../values/text';
import { replaces } from './pointed';

/** What an operation can change beside what it is named after. */
export function additionalFields(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options,
	};
}

export const notes = replaces('/details/notes', text, {
	displayName: 'Notes',
	name: 'notes',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Spoke with the customer on Monday',
	description: 'The notes on the deal. They replace the notes that are there.',
});
