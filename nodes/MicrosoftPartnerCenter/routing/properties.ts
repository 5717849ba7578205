import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { checked } from '../../shared/parameters/read';
import { checkAll } from './field';
import type { Field } from './field';
import type { Operation, Resource } from './operation';

/** An operation of a certain resource: several resources may have one of the same name. */
interface Place {
	resource: string;
	operation: Operation;
}

/**
 * The parameters of all operations, each shown where it belongs. What several operations share is there
 * once: for each property of a name, n8n evaluates the parameter twice for each item, shown or not.
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
		...all.flatMap((place) => shownFor([place], all, place.operation.fields)),
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

/** An operation's entry in the menu, with all that its parameters do to its request. */
function entryOf({ option, request: kind, fields }: Operation): INodePropertyOptions {
	const all = [...kind.leading, ...fields, ...kind.trailing, ...kind.options];
	const check = checked(checkAll(all), ...(kind.completed ? [kind.completed] : []));
	return { ...option, routing: { ...kind.routing, send: { preSend: [check] } } };
}

/** The kind of request, where a namesake in another resource has a different one; see shownFor. */
function kindOf({ resource, operation }: Place, _index: number, all: Place[]): INodeProperties[] {
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
			displayOptions: placeOf([{ resource, operation }]),
		},
	];
}

const KIND = 'requestKind';

/**
 * n8n shows what fits one of the resources and one of the operations, whether or not they belong together.
 * Where a namesake of an operation fits that has no such parameter, its kind of request hides it. (n8n leaves out
 * the old value of a parameter that is hidden itself only if several parameters have its name, as this one.)
 */
function shownFor(places: Place[], all: Place[], fields: Field[]): INodeProperties[] {
	const { show } = placeOf(places);
	const others = all.filter(
		(one) =>
			!places.includes(one) &&
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

function placeOf(places: Place[]) {
	return {
		show: {
			operation: [...new Set(places.map(({ operation }) => operation.option.value))],
			resource: [...new Set(places.map(({ resource }) => resource))],
		},
	};
}
