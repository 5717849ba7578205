import type { INodeProperties } from 'n8n-workflow';

import type { Column } from '../../shared/values/rows';

type Labels = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

/** A list as a parameter of its own. @param kind what one row is: its key in n8n's object, and the button's label */
export function fixedRows(
	labels: Labels,
	kind: { displayName: string; name: string },
	columns: Column[],
): INodeProperties {
	return {
		...labels,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: `Add ${kind.displayName}`,
		default: {},
		options: [{ ...kind, values: columns.map(({ property }) => property) }],
	};
}

/**
 * A list as a field of a collection. n8n passes its value through unchanged, unlike that of a fixed
 * collection, so that one expression can supply the whole list.
 */
export function freeRows(labels: Labels, kind: string, columns: Column[]): INodeProperties {
	return {
		...labels,
		type: 'collection',
		typeOptions: { multipleValues: true, multipleValueButtonText: `Add ${kind}` },
		placeholder: 'Add Field',
		default: {},
		options: columns.map(({ property }) => property),
	};
}
