import type { INodeProperties } from 'n8n-workflow';

import type { Column as ReadColumn } from '../../shared/values/rows';

/** One column of a list: how it is shown, and how it is read. */
export interface Column extends Omit<ReadColumn, 'name' | 'displayName'> {
	property: INodeProperties;
}

/** The same as what reads it knows it. */
export function columnsOf(columns: Column[]): ReadColumn[] {
	return columns.map(({ property: { name, displayName }, ...column }) => ({
		...column,
		name,
		displayName,
	}));
}

type Field = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

/** A list among the node's parameters. @param kind what one row is: in n8n's object, and on the button */
export function fixedRows(
	field: Field,
	kind: { displayName: string; name: string },
	columns: Column[],
): INodeProperties {
	return {
		...field,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: `Add ${kind.displayName}`,
		default: {},
		options: [{ ...kind, values: columns.map(({ property }) => property) }],
	};
}

/**
 * A list among the fields of a collection. Other than a fixed collection's, its value passes n8n whole, so
 * that an expression may stand for all of it.
 */
export function freeRows(field: Field, kind: string, columns: Column[]): INodeProperties {
	return {
		...field,
		type: 'collection',
		typeOptions: { multipleValues: true, multipleValueButtonText: `Add ${kind}` },
		placeholder: 'Add Field',
		default: {},
		options: columns.map(({ property }) => property),
	};
}
