import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { preSendAction } from './field';
import type { Field } from './field';
import type { Operation, Resource } from './operation';

/** An operation and its resource: several resources may have an operation of the same name. */
interface Placement {
	resource: string;
	operation: Operation;
}

/**
 * The parameters of all operations, each shown where it belongs. Parameters that several operations share
 * occur once: n8n evaluates a parameter twice per item for each property of its name, shown or not.
 */
export function propertiesOf(resources: Resource[]): INodeProperties[] {
	const all = resources.flatMap(({ option, operations }) =>
		operations.map((operation) => ({ resource: String(option.value), operation })),
	);
	const shared = (where: 'leading' | 'trailing' | 'options') =>
		[...new Set(all.flatMap(({ operation }) => operation.request[where]))].flatMap((field) =>
			shownFor(
				all.filter(({ operation }) => operation.request[where].includes(field)),
				all,
				[field],
			),
		);
	return [
		...resources.map(menuOf),
		...all.flatMap(kindOf),
		...shared('leading'),
		...all.flatMap((one) => shownFor([one], all, one.operation.fields)),
		...shared('trailing'),
		...shared('options'),
	];
}

function menuOf({ option, operations, first }: Resource): INodeProperties {
	const initial = first.option.value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [option.value] } },
		options: operations.map(entryOf),
		default: initial,
	};
}

/** An operation's entry in the menu, with the preSend function that reads all its parameters. */
function entryOf({ option, request: kind, fields }: Operation): INodePropertyOptions {
	const all = [...kind.leading, ...fields, ...kind.trailing, ...kind.options];
	const preSend = preSendAction(all, kind.complete);
	return { ...option, routing: { ...kind.routing, send: { preSend: [preSend] } } };
}

/** The kind of request, if an operation of the same name in another resource has a different one; see shownFor. */
function kindOf(
	{ resource, operation }: Placement,
	_index: number,
	all: Placement[],
): INodeProperties[] {
	const kind = operation.request.name;
	const isPlain = all.every(
		(one) =>
			one.operation.option.value !== operation.option.value || one.operation.request.name === kind,
	);
	if (isPlain) return [];
	return [
		{
			displayName: 'Kind of Request',
			name: KIND,
			type: 'hidden',
			default: kind,
			displayOptions: displayConditionsOf([{ resource, operation }]),
		},
	];
}

const KIND = 'requestKind';

/**
 * n8n shows a parameter for any combination of its resources and operations. If that includes an operation of
 * the same name without the parameter, that operation's kind of request hides it. (n8n omits the old value of a
 * hidden parameter only if several properties have its name, as is the case for this one.)
 */
function shownFor(placements: Placement[], all: Placement[], fields: Field[]): INodeProperties[] {
	const { show } = displayConditionsOf(placements);
	const others = all.filter(
		(one) =>
			!placements.includes(one) &&
			show.resource.includes(one.resource) &&
			show.operation.includes(one.operation.option.value),
	);
	const kinds = [...new Set(others.map(({ operation }) => operation.request.name))];
	const hide = kinds.length === 0 ? {} : { hide: { [KIND]: kinds } };
	return updateDisplayOptions(
		{ show, ...hide },
		fields.map(({ property }) => property),
	);
}

function displayConditionsOf(placements: Placement[]) {
	return {
		show: {
			operation: [...new Set(placements.map(({ operation }) => operation.option.value))],
			resource: [...new Set(placements.map(({ resource }) => resource))],
		},
	};
}
