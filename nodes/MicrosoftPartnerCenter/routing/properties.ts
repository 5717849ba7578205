import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { preSendAction } from './field';
import type { Operation, Resource } from './operation';

/** An operation and its resource: several resources may have an operation of the same name. */
interface Placement {
	resource: string;
	operation: Operation;
}

/** A parameter, and the operations that have it. */
interface PlacedProperty {
	property: INodeProperties;
	placements: Placement[];
	/** The fields of several collections that have become one. */
	fields?: PlacedProperty[];
}

/**
 * The parameters of all operations, each shown where it belongs. Parameters that several operations share
 * occur once: n8n looks at each property several times per item, shown or not (bench/README.md).
 */
export function propertiesOf(resources: Resource[]): INodeProperties[] {
	const all = resources.flatMap(({ option, operations }) =>
		operations.map((operation) => ({ resource: String(option.value), operation })),
	);
	const shared = (where: 'leading' | 'trailing' | 'options'): PlacedProperty[] =>
		[...new Set(all.flatMap(({ operation }) => operation.request[where]))].map((field) => ({
			property: field.property,
			placements: all.filter(({ operation }) => operation.request[where].includes(field)),
		}));
	const own = all.flatMap((one) =>
		one.operation.fields.map(({ property }) => ({ property, placements: [one] })),
	);
	const placed = united([
		...shared('leading'),
		...own,
		...shared('trailing'),
		...shared('options'),
	]);
	const ambiguous = ambiguousOperations(placed, all);
	return [
		...resources.map(menuOf),
		...all.filter(({ operation }) => ambiguous.has(operation.option.value)).map(kindOf),
		...placed.map((one) => shownFor(one.placements, all, withFields(one))),
	];
}

/** Turns collections of the same name into one, and hidden parameters of the same name. */
function united(placed: PlacedProperty[]): PlacedProperty[] {
	const groups = groupsOf(placed, ({ property: { name, type, displayOptions } }, index) =>
		['collection', 'hidden'].includes(type) && !displayOptions ? `${type} ${name}` : String(index),
	);
	return groups.map((group) => {
		const { property } = group[0];
		const placements = group.flatMap((one) => one.placements);
		if (group.length === 1 || property.type === 'hidden') return { property, placements };
		return { property, placements, fields: fieldsOf(group) };
	});
}

function fieldsOf(collections: PlacedProperty[]): PlacedProperty[] {
	const placed = collections.flatMap(({ property, placements }) =>
		(property.options as INodeProperties[]).map((field) => ({ property: field, placements })),
	);
	return groupsOf(placed, ({ property }) => JSON.stringify(property))
		.map((group) => ({
			property: group[0].property,
			placements: group.flatMap(({ placements }) => placements),
		}))
		.sort((one, other) => one.property.displayName.localeCompare(other.property.displayName));
}

/** The collection, each field of which is shown for the operations that have it. */
function withFields({ property, placements, fields }: PlacedProperty): INodeProperties {
	if (fields === undefined) return property;
	const options = fields.map((field) =>
		field.placements.length === placements.length
			? field.property
			: shownFor(field.placements, placements, field.property, ROOT),
	);
	return { ...property, options };
}

/** The elements by key. A group takes the place of its last element. */
function groupsOf<T>(elements: T[], keyOf: (element: T, index: number) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const [index, element] of elements.entries()) {
		const key = keyOf(element, index);
		const group = groups.get(key) ?? [];
		groups.delete(key);
		groups.set(key, [...group, element]);
	}
	return [...groups.values()];
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

/** The kind of request, by which operations of the same name are told apart; see shownFor. */
function kindOf({ resource, operation }: Placement): INodeProperties {
	const kind = operation.request.name;
	return {
		displayName: 'Kind of Request',
		name: KIND,
		type: 'hidden',
		default: kind,
		displayOptions: displayConditionsOf([{ resource, operation }]),
	};
}

/** The names of operations of which only some have one of the parameters. */
function ambiguousOperations(placed: PlacedProperty[], all: Placement[]) {
	const unintended = placed.flatMap(({ placements, fields = [] }) => [
		...unintendedOf(placements, all),
		...fields.flatMap((field) => unintendedOf(field.placements, placements)),
	]);
	return new Set(unintended.map(({ operation }) => operation.option.value));
}

const KIND = 'requestKind';

/** Inside a collection, n8n finds the parameters of the node by this prefix. */
const ROOT = '/';

/**
 * n8n shows a parameter for any combination of its resources and operations. If that includes an operation of
 * the same name without the parameter, that operation's kind of request hides it. (n8n omits the old value of a
 * hidden parameter only if several properties have its name, as is the case for this one.)
 */
function shownFor(
	placements: Placement[],
	all: Placement[],
	property: INodeProperties,
	prefix = '',
): INodeProperties {
	const kinds = [
		...new Set(unintendedOf(placements, all).map(({ operation }) => operation.request.name)),
	];
	const hide = kinds.length === 0 ? {} : { hide: { [prefix + KIND]: kinds } };
	const [shown] = updateDisplayOptions({ ...displayConditionsOf(placements, prefix), ...hide }, [
		property,
	]);
	return shown;
}

/** The other operations for which n8n would show a parameter of these. */
function unintendedOf(placements: Placement[], all: Placement[]): Placement[] {
	const resources = placements.map(({ resource }) => resource);
	const operations = placements.map(({ operation }) => operation.option.value);
	return all.filter(
		(one) =>
			!placements.includes(one) &&
			resources.includes(one.resource) &&
			operations.includes(one.operation.option.value),
	);
}

function displayConditionsOf(placements: Placement[], prefix = '') {
	return {
		show: {
			[`${prefix}operation`]: [
				...new Set(placements.map(({ operation }) => operation.option.value)),
			],
			[`${prefix}resource`]: [...new Set(placements.map(({ resource }) => resource))],
		},
	};
}
