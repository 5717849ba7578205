import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { WHOLE_LIST } from '../../shared/values/rows';
import type { Column } from '../../shared/values/rows';
import type { Field } from './field';

type Labels = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

/** What one row is: its label, and its key in n8n's object. n8n numbers the rows by the label. */
export interface RowKind {
	displayName: string;
	name: string;
}

/**
 * A list as a parameter of its own, with a choice between rows and an expression for the whole list, for a field that
 * reads `rows`.
 *
 * n8n drops a value of a fixed collection that is not an object, such as an expression for all of it. A hidden
 * parameter of the same name keeps it: n8n passes its value on unchanged, and the editor shows the first parameter.
 */
export function freeRows(
	labels: Labels,
	kind: RowKind,
	columns: Column[],
	field: (property: INodeProperties) => Field,
): Field[] {
	const values = columns.map((column) => withoutDefault(column).property);
	const { displayName, name } = labels;
	return [
		field({
			...labels,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: `Add ${kind.displayName}`,
			default: {},
			options: [{ ...kind, values }, listByExpression],
		}),
		{ property: { displayName, name, type: 'hidden', default: {} } },
	];
}

const listByExpression: INodePropertyCollection = {
	displayName: 'List by Expression',
	name: WHOLE_LIST.kind,
	values: [
		{
			displayName: 'List',
			name: WHOLE_LIST.field,
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.rows }}',
			description:
				'An expression that returns a list, or JSON. The fields must have the names that a raw referral uses.',
		},
	],
};

/** A row contains all its columns. Those that a user leaves alone must not get a value. */
function withoutDefault(column: Column): Column {
	const { property } = column;
	switch (property.type) {
		case 'boolean':
			return withChoices(column, [
				{ name: 'Yes', value: true },
				{ name: 'No', value: false },
			]);
		case 'options':
			return withChoices(column, property.options as INodePropertyOptions[]);
		default:
			return column;
	}
}

function withChoices({ property, ...column }: Column, choices: INodePropertyOptions[]): Column {
	const placeholder = 'Not Specified';
	const given = choices.filter(({ value }) => value !== '');
	const options = [...given, { name: placeholder, value: '' }].sort((one, other) =>
		one.name.localeCompare(other.name),
	);
	return {
		...column,
		property: {
			...property,
			type: 'options',
			options,
			default: '',
			// What the editor shows if the row doesn't contain the choice, as after n8n has saved it.
			placeholder,
			// The editor marks such a choice as invalid, unless arbitrary values are allowed.
			allowArbitraryValues: true,
		},
	};
}
