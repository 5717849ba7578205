import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodeTypeDescription,
	NodeParameterValue,
} from 'n8n-workflow';

import type { Party } from './edge.mts';

/** Hands something to a party at the edge. @returns what it says */
export type Send = (party: Party, body: IDataObject) => Promise<IDataObject>;

export function described(
	given: Pick<INodeTypeDescription, 'properties'> & Partial<INodeTypeDescription>,
): INodeTypeDescription {
	return {
		displayName: 'Foreign',
		name: 'foreign',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Foreign' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		...given,
	};
}

/** All parameters of a node as they are for this item; those that are hidden are null. */
export function parametersOf(
	context: Pick<IExecuteFunctions, 'getNodeParameter'>,
	properties: INodeProperties[],
	item: number,
): IDataObject {
	return Object.fromEntries(
		properties.map(({ name }) => [name, context.getNodeParameter(name, item, null) as IDataObject]),
	);
}

/** A parameter of a foreign node: its name, and the default that its kind follows from. */
export function field(name: string, initial: string | number | boolean): INodeProperties {
	const type = typeof initial as 'string' | 'number' | 'boolean';
	return { displayName: name, name, type, default: initial };
}

export function collection(name: string, options: INodeProperties[]): INodeProperties {
	return { displayName: name, name, type: 'collection', default: {}, options };
}

/** Rows of fields under one key, or a single one. */
export function fixedCollection(
	name: string,
	row: string,
	values: INodeProperties[],
	multipleValues = true,
): INodeProperties {
	return {
		displayName: name,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues },
		default: {},
		options: [{ displayName: row, name: row, values }],
	};
}

export function shownFor(
	show: Record<string, NodeParameterValue[]>,
	property: INodeProperties,
): INodeProperties {
	return { ...property, displayOptions: { show } };
}
