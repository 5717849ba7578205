import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from './operation';

/** An operation of a certain resource: several resources may have one of the same name. */
interface Place {
	resource: string;
	operation: Operation;
}

/**
 * The parameters of all operations, each shown where it belongs. What several operations share is there
 * once, if that can be said: n8n evaluates a parameter for each property that has its name.
 */
export function propertiesOf(resources: Resource[]): INodeProperties[] {
	const all = resources.flatMap(({ option, operations }) =>
		operations.map((operation) => ({ resource: String(option.value), operation })),
	);
	const shared = (where: 'leading' | 'trailing') =>
		[...new Set(all.flatMap(({ operation }) => operation.request[where]))].flatMap((field) =>
			shownFor(
				all.filter(({ operation }) => operation.request[where].includes(field)),
				all,
				[field],
			),
		);
	return [
		...resources.map(menuOf),
		...shared('leading'),
		...all.flatMap((place) => shownFor([place], all, place.operation.fields)),
		...shared('trailing'),
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
		options: operations.map(({ option: entry, request: { routing } }) => ({ ...entry, routing })),
		default: initial,
	};
}

/** n8n shows what fits one of the resources and one of the operations, whether or not they belong together. */
function shownFor(places: Place[], all: Place[], fields: INodeProperties[]): INodeProperties[] {
	const resources = [...new Set(places.map(({ resource }) => resource))];
	const operations = [...new Set(places.map(({ operation }) => operation.option.value))];
	const fitting = all.filter(
		({ resource, operation }) =>
			resources.includes(resource) && operations.includes(operation.option.value),
	);
	if (fitting.length > places.length) {
		return resources.flatMap((one) =>
			shownFor(
				places.filter(({ resource }) => resource === one),
				all,
				fields,
			),
		);
	}
	return updateDisplayOptions({ show: { resource: resources, operation: operations } }, fields);
}
